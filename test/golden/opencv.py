"""The pixel signals once more, by OpenCV and NumPy, independent of the product's code.

    /usr/bin/python3 test/golden/opencv.py write            writes opencv-expected.json from the formula images below
    /usr/bin/python3 test/golden/opencv.py measure W H      reads W x H RGB bytes from stdin, prints their signals

Needs Debian's python3-opencv. The formulas are the ones of opencv-images.ts: whole numbers only, so both sides
make the same bytes and no picture has to be stored.
"""

import json
import pathlib
import sys

import cv2
import numpy as np


def scrambled(x, y, c):
    h = (x * 374761393 + y * 668265263 + c * 2246822519) & 0xFFFFFFFF
    h = ((h ^ (h >> 13)) * 1274126177) & 0xFFFFFFFF
    return (h ^ (h >> 16)) & 255


def triangle(v, period):
    return np.abs((v % period) * 2 - period) * 255 // period


FORMULAS = {
    "flat": lambda x, y, c: 90 + 30 * c + 0 * x,
    "noise": scrambled,
    "ramp": lambda x, y, c: (3 * x + 2 * y + 40 * c) & 255,
    "checks": lambda x, y, c: np.where(((x >> 3) + (y >> 3)) & 1, 230 - 20 * c, 20 + 10 * c),
    "stripes": lambda x, y, c: np.where((2 * x + 3 * y + c) % 24 < 12, 200, 60),
    "soft": lambda x, y, c: (3 * triangle(x + 2 * y, 128) + triangle(3 * y - x + 64 * c + 1024, 96)) // 4,
    "subject": lambda x, y, c: np.where((x < 40) & (y < 30), scrambled(x, y, c), 120 + x // 16 + 5 * c),
    "clipped": lambda x, y, c: np.clip(triangle(x + y + 10 * c, 80) * 2 - 128 + (scrambled(x, y, c) >> 4), 0, 255),
}

SIZES = {
    "flat": [(64, 48), (1, 1)],
    "noise": [(160, 120), (131, 97), (9, 8), (3, 2)],
    "ramp": [(160, 120), (131, 97)],
    "checks": [(160, 120), (131, 97)],
    "stripes": [(160, 120), (131, 97)],
    "soft": [(160, 120), (323, 211), (50, 7)],
    "subject": [(160, 120), (323, 211)],
    "clipped": [(160, 120), (131, 97)],
}


def formula_image(name, width, height):
    y, x, c = np.mgrid[:height, :width, :3].astype(np.int64)
    return np.asarray(FORMULAS[name](x, y, c)).astype(np.uint8)


def tile_sharpness(response):
    height, width = response.shape
    across, down = min(8, width), min(8, height)
    variances = [
        response[j * height // down : (j + 1) * height // down, i * width // across : (i + 1) * width // across].var()
        for j in range(down)
        for i in range(across)
    ]
    kept = max(1, int(np.floor(len(variances) / 4 + 0.5)))
    return np.mean(sorted(variances)[-kept:])


def motion_blur(luma):
    if min(luma.shape) <= 6:
        return 0.0
    smoothed = cv2.filter2D(luma.astype(np.float64), -1, np.outer([1.0, 2, 1], [1.0, 2, 1]))
    detail = cv2.Laplacian(smoothed, cv2.CV_64F)
    gx = cv2.filter2D(detail, -1, np.array([[-1.0, 0, 1]]))[3:-3, 3:-3]
    gy = cv2.filter2D(detail, -1, np.array([[-1.0], [0], [1]]))[3:-3, 3:-3]
    tensor = np.array([[np.sum(gx * gx), np.sum(gx * gy)], [np.sum(gx * gy), np.sum(gy * gy)]])
    smaller, larger = np.linalg.eigvalsh(tensor)
    return (larger - smaller) / (larger + smaller + gx.size * 552 / 12)


def colourfulness(rgb):
    red, green, blue = (rgb[..., channel].astype(np.float64) for channel in range(3))
    rg, yb = red - green, 0.5 * (red + green) - blue
    return np.hypot(rg.std(), yb.std()) + 0.3 * np.hypot(rg.mean(), yb.mean())


def perceptual_hash(luma):
    small = cv2.resize(luma.astype(np.float64), (32, 32), interpolation=cv2.INTER_AREA)
    spectrum = cv2.dct(np.sqrt(small))
    order = sorted(((u + v, u, v) for u in range(32) for v in range(32)))[1:65]
    low = np.round([spectrum[v, u] * 1024 for _, u, v in order]) / 1024
    return "".join("1" if value > np.median(low) else "0" for value in low)


def measure(rgb):
    luma = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    laplacian = cv2.Laplacian(luma, cv2.CV_64F)
    signals = {
        "tile_sharpness": tile_sharpness(laplacian),
        "sharpness_whole": laplacian.var(),
        "motion_blur": motion_blur(luma),
        "exposure": luma.mean() / 255,
        "shadows_clipped": (rgb.max(axis=2) <= 5).mean(),
        "highlights_clipped": (rgb.min(axis=2) >= 250).mean(),
        "contrast": luma.std(),
        "colourfulness": colourfulness(rgb),
    }
    # INTER_AREA averages areas only when it shrinks; it interpolates when it enlarges, which the product does not.
    bits = perceptual_hash(luma) if min(luma.shape) >= 32 else None
    return {"signals": {name: float(value) for name, value in signals.items()}, "perceptualHash": bits}


def write():
    expected = {
        "madeBy": "test/golden/opencv.py write",
        "versions": {"opencv": cv2.__version__, "numpy": np.__version__},
        "images": [
            {"formula": name, "widthPx": width, "heightPx": height, **measure(formula_image(name, width, height))}
            for name, sizes in SIZES.items()
            for width, height in sizes
        ],
    }
    target = pathlib.Path(__file__).with_name("opencv-expected.json")
    target.write_text(json.dumps(expected, indent=2) + "\n")


if __name__ == "__main__":
    if sys.argv[1:] == ["write"]:
        write()
    elif len(sys.argv) == 4 and sys.argv[1] == "measure":
        width, height = int(sys.argv[2]), int(sys.argv[3])
        pixels = np.frombuffer(sys.stdin.buffer.read(), np.uint8)
        print(json.dumps(measure(pixels.reshape(height, width, 3))))
    else:
        sys.exit(__doc__)
