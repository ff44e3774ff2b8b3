"""CLIP's input once more, by Pillow and NumPy, independent of the product's code.

    /usr/bin/python3 test/golden/clip-preprocess.py write          writes clip-preprocess-expected.json
    /usr/bin/python3 test/golden/clip-preprocess.py square PHOTO   writes the 224 x 224 RGB bytes of a photo to stdout

Needs Debian's python3-pil and python3-numpy. As published with CLIP: the shorter side to 224 by bicubic resampling
with antialiasing, the middle square of it. Every 23rd pixel of a square is stored.
"""

import base64
import io
import json
import pathlib
import sys

import numpy as np
import PIL
from PIL import Image, ImageCms, ImageOps

HERE = pathlib.Path(__file__).resolve().parent
SAMPLES = HERE.parents[1] / "node_modules" / "@vladmandic" / "face-api" / "demo"
SIDE = 224
STEP = 23  # shares no factor with 224: the stored pixels walk over the whole square


def scrambled(x, y, c):
    h = (x * 374761393 + y * 668265263 + c * 2246822519) & 0xFFFFFFFF
    h = ((h ^ (h >> 13)) * 1274126177) & 0xFFFFFFFF
    return (h ^ (h >> 16)) & 255


def triangle(v, period):
    return np.abs((v % period) * 2 - period) * 255 // period


FORMULAS = {
    "noise": scrambled,
    "checks": lambda x, y, c: np.where(((x >> 3) + (y >> 3)) & 1, 230 - 20 * c, 20 + 10 * c),
    "soft": lambda x, y, c: (3 * triangle(x + 2 * y, 128) + triangle(3 * y - x + 64 * c + 1024, 96)) // 4,
    "stripes": lambda x, y, c: np.where((2 * x + 3 * y + c) % 24 < 12, 200, 60),
}
SIZES = {"noise": (451, 300), "checks": (300, 451), "soft": (1024, 683), "stripes": (150, 100)}


def formula_image(name, width, height):
    y, x, c = np.mgrid[:height, :width, :3].astype(np.int64)
    return Image.fromarray(np.asarray(FORMULAS[name](x, y, c)).astype(np.uint8))


def square(image):
    width, height = image.size
    short = min(width, height)
    size = (int(SIDE * width / short), int(SIDE * height / short))
    small = image.resize(size, resample=Image.BICUBIC)
    left, top = (size[0] - SIDE) // 2, (size[1] - SIDE) // 2
    return np.asarray(small.crop((left, top, left + SIDE, top + SIDE)))


def photo(path):
    image = ImageOps.exif_transpose(Image.open(path))
    profile = image.info.get("icc_profile")
    if profile and image.mode == "RGB":
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"))
    return image.convert("RGB")


def stored(pixels):
    some = pixels.reshape(-1, 3)[::STEP]
    return base64.b64encode(some.tobytes()).decode()


def write():
    made = [{"formula": name, "widthPx": w, "heightPx": h, "pixels": stored(square(formula_image(name, w, h)))} for name, (w, h) in SIZES.items()]
    photos = [{"sample": n, "pixels": stored(square(photo(SAMPLES / f"sample{n}.jpg")))} for n in range(1, 7)]
    expected = {"madeBy": "test/golden/clip-preprocess.py write", "pillow": PIL.__version__, "step": STEP, "images": made + photos}
    (HERE / "clip-preprocess-expected.json").write_text(json.dumps(expected, indent=2) + "\n")


if __name__ == "__main__":
    if sys.argv[1:] == ["write"]:
        write()
    elif len(sys.argv) == 3 and sys.argv[1] == "square":
        sys.stdout.buffer.write(square(photo(sys.argv[2])).tobytes())
    else:
        sys.exit(__doc__)
