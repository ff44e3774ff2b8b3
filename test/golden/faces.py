"""Faces once more, by OpenCV's own runtime and decoding, independent of the product's code.

    /usr/bin/python3 test/golden/faces.py ../shared/models/face_detection_yunet_2023mar.onnx

Writes faces-expected.json: the faces in one 640 x 640 view of each sample photo of the face-api package. Needs Debian's
python3-opencv.
"""

import json
import pathlib
import sys

import cv2
import numpy as np

HERE = pathlib.Path(__file__).parent
SAMPLES = HERE / "../../node_modules/@vladmandic/face-api/demo"
SIDE, LEAST, OVERLAP = 640, 0.5, 0.3


def faces(net, view):
    net.setInput(cv2.dnn.blobFromImage(view.astype(np.float32)))
    names = net.getUnconnectedOutLayersNames()
    out = {name: np.asarray(value)[0] for name, value in zip(names, net.forward(names))}
    boxes, scores, points = [], [], []
    for stride in (8, 16, 32):
        across = SIDE // stride
        rows, columns = np.divmod(np.arange(across * across), across)
        cells = np.stack([columns, rows], axis=1)
        cls, obj = (np.clip(out[f"{kind}_{stride}"][:, 0], 0, 1) for kind in ("cls", "obj"))
        box = out[f"bbox_{stride}"]
        centres = (cells + box[:, :2]) * stride
        sizes = np.exp(box[:, 2:]) * stride
        boxes.append(np.concatenate([centres - sizes / 2, sizes], axis=1))
        scores.append(np.sqrt(cls * obj))
        points.append((np.tile(cells, 5) + out[f"kps_{stride}"]) * stride)
    boxes, scores, points = (np.concatenate(each) for each in (boxes, scores, points))
    kept = cv2.dnn.NMSBoxes(boxes.tolist(), scores.tolist(), LEAST, OVERLAP)
    return [
        {
            "confidence": round(float(scores[i]), 5),
            "box": [round(float(v), 3) for v in boxes[i]],
            "points": [round(float(v), 3) for v in points[i]],
        }
        for i in np.asarray(kept).flatten()
    ]


def main():
    net = cv2.dnn.readNet(sys.argv[1])
    found = []
    for number in range(1, 7):
        photo = cv2.imread(str(SAMPLES / f"sample{number}.jpg"))
        height, width = photo.shape[:2]
        # Half size by whole pixels, so that both sides see the same numbers.
        half = photo[0 : height // 2 * 2 : 2, 0 : width // 2 * 2 : 2]
        x, y = max((half.shape[1] - SIDE) // 2, 0), max((half.shape[0] - SIDE) // 2, 0)
        view = np.zeros((SIDE, SIDE, 3), np.uint8)
        part = half[y : y + SIDE, x : x + SIDE]
        view[: part.shape[0], : part.shape[1]] = part
        found.append({"sample": number, "x": x, "y": y, "faces": faces(net, view)})
    result = {"versions": {"opencv": cv2.__version__}, "views": found}
    (HERE / "faces-expected.json").write_text(json.dumps(result, indent=2) + "\n")


main()
