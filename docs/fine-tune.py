"""Fine-tunes EfficientNet-B0 on sorted photos, to a network that `podium models import` takes.

    python3 fine-tune.py PHOTOS OUT            needs torch, torchvision, onnx, numpy and Pillow; a graphics card helps
    python3 fine-tune.py PHOTOS OUT --tiny     the same steps with a small network; needs onnx, numpy and Pillow only

PHOTOS has a subfolder of photos for each class. OUT gets network.onnx, labels.txt and report.json. What Podium gives the network and
wants of it is in fine-tune.md; the two networks differ in nothing that Podium sees.
"""

import argparse
import json
import pathlib
import random

import numpy as np
from PIL import Image, ImageOps

SIDE = 224
MEAN = (0.485, 0.456, 0.406)
STD = (0.229, 0.224, 0.225)
HELD_OUT = 0.2
ENDINGS = {".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff"}


def read_folder(folder):
    """Class names in the order of the scores, and the photos of each as (path, index of its class)."""
    classes = sorted(one.name for one in folder.iterdir() if one.is_dir() and not one.name.startswith("."))
    photos = [
        (path, index)
        for index, name in enumerate(classes)
        for path in sorted((folder / name).rglob("*"))
        if path.suffix.lower() in ENDINGS
    ]
    few = [name for index, name in enumerate(classes) if sum(label == index for _, label in photos) < 2]
    if len(classes) < 2 or few:
        raise SystemExit(f"Two classes of two photos each are the least; too few are in {', '.join(few) or folder}.")
    return classes, photos


def split(photos, seed):
    """A fifth of each class is held out, one photo at least. Leave one frame of each burst: copies on both sides flatter."""
    learned, held_out = [], []
    for index in sorted({label for _, label in photos}):
        own = [one for one in photos if one[1] == index]
        random.Random(seed + index).shuffle(own)
        count = max(1, round(HELD_OUT * len(own)))
        held_out += own[:count]
        learned += own[count:]
    return learned, held_out


def squeezed(path):
    """As Podium makes it: upright, sRGB as it is, squeezed to a square of 224 pixels whatever its shape."""
    with Image.open(path) as image:
        return ImageOps.exif_transpose(image).convert("RGB").resize((SIDE, SIDE), Image.Resampling.BICUBIC)


def planes(image):
    """Red, green and blue one after the other: (value / 255 - mean) / deviation."""
    values = np.asarray(image, dtype=np.float32) / 255
    return ((values - np.float32(MEAN)) / np.float32(STD)).transpose(2, 0, 1)


def class_weights(photos, count):
    """Each class as much as any other, whatever it has of photos."""
    photos_of = np.bincount([label for _, label in photos], minlength=count)
    return (len(photos) / (count * photos_of)).astype(np.float32)


def train_tiny(learned, held_out, count, seed):
    """Colours on a grid of 4 x 4, one layer, softmax: what a test can train in a second. Returns scores of the held out, and the exporter."""
    def pooled(photos):
        return np.stack([planes(squeezed(path)).reshape(3, 4, 56, 4, 56).mean((2, 4)).ravel() for path, _ in photos])

    x, labels = pooled(learned), np.array([label for _, label in learned])
    each = class_weights(learned, count)[labels][:, None]
    weights, bias = np.zeros((count, x.shape[1]), np.float32), np.zeros(count, np.float32)
    target = np.eye(count, dtype=np.float32)[labels]
    for _ in range(400):
        scores = x @ weights.T + bias
        shares = np.exp(scores - scores.max(1, keepdims=True))
        slope = each * (shares / shares.sum(1, keepdims=True) - target) / len(x)
        weights -= 0.3 * (slope.T @ x + 1e-3 * weights)
        bias -= 0.3 * slope.sum(0)

    def export(path):
        import onnx
        from onnx import TensorProto, helper, numpy_helper

        nodes = [
            helper.make_node("AveragePool", ["photo"], ["pooled"], kernel_shape=[56, 56], strides=[56, 56]),
            helper.make_node("Flatten", ["pooled"], ["flat"], axis=1),
            helper.make_node("Gemm", ["flat", "weights", "bias"], ["scores"], transB=1),
        ]
        graph = helper.make_graph(
            nodes,
            "tiny",
            [helper.make_tensor_value_info("photo", TensorProto.FLOAT, [1, 3, SIDE, SIDE])],
            [helper.make_tensor_value_info("scores", TensorProto.FLOAT, [1, count])],
            [numpy_helper.from_array(weights.astype(np.float32), "weights"), numpy_helper.from_array(bias.astype(np.float32), "bias")],
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
        onnx.checker.check_model(model)
        onnx.save(model, path)

    return pooled(held_out) @ weights.T + bias, export


def train_efficientnet(learned, held_out, count, seed, passes):
    """The new last layer first, then everything at a tenth of the rate; the pass that tells the held out best is kept."""
    import torch
    from torch import nn
    from torchvision import models, transforms

    torch.manual_seed(seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    shaken = transforms.Compose([
        transforms.RandomResizedCrop(SIDE, scale=(0.6, 1.0)),
        transforms.RandomHorizontalFlip(),
        transforms.ColorJitter(0.2, 0.2, 0.2),
    ])

    class Photos(torch.utils.data.Dataset):
        def __init__(self, photos, change):
            self.photos, self.change = photos, change

        def __len__(self):
            return len(self.photos)

        def __getitem__(self, place):
            path, label = self.photos[place]
            image = squeezed(path)
            return torch.from_numpy(planes(self.change(image) if self.change else image)), label

    def batches(photos, change, shuffle):
        return torch.utils.data.DataLoader(Photos(photos, change), 32, shuffle=shuffle, num_workers=4)

    network = models.efficientnet_b0(weights=models.EfficientNet_B0_Weights.IMAGENET1K_V1)
    network.classifier[1] = nn.Linear(network.classifier[1].in_features, count)
    network.to(device)
    weight = torch.from_numpy(class_weights(learned, count)).to(device)
    cost = nn.CrossEntropyLoss(weight=weight, label_smoothing=0.1)

    def scores():
        network.eval()
        with torch.no_grad():
            return torch.cat([network(x.to(device)).cpu() for x, _ in batches(held_out, None, False)])

    truth = torch.tensor([label for _, label in held_out])
    best, kept = float("inf"), None
    for parameters, rate, count_of in [
        (network.classifier.parameters(), 3e-3, max(1, passes // 4)),
        (network.parameters(), 3e-4, passes),
    ]:
        descent = torch.optim.AdamW(list(parameters), lr=rate, weight_decay=0.01)
        falling = torch.optim.lr_scheduler.CosineAnnealingLR(descent, count_of)
        waited = 0
        for one in range(count_of):
            network.train()
            for x, label in batches(learned, shaken, True):
                descent.zero_grad()
                cost(network(x.to(device)), label.to(device)).backward()
                descent.step()
            falling.step()
            now = nn.functional.cross_entropy(scores(), truth).item()
            print(f"pass {one + 1} of {count_of}: loss on what is held out {now:.3f}")
            waited = 0 if now < best else waited + 1
            if now < best:
                best, kept = now, {name: value.cpu().clone() for name, value in network.state_dict().items()}
            if waited == 5:
                break
    network.load_state_dict(kept)
    held = scores().numpy()

    def export(path):
        network.cpu().eval()
        torch.onnx.export(
            network, torch.zeros(1, 3, SIDE, SIDE), path, input_names=["photo"], output_names=["scores"], opset_version=17, dynamo=False
        )

    return held, export


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("photos", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--passes", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    classes, photos = read_folder(asked.photos)
    learned, held_out = split(photos, asked.seed)
    if asked.tiny:
        scores, export = train_tiny(learned, held_out, len(classes), asked.seed)
    else:
        scores, export = train_efficientnet(learned, held_out, len(classes), asked.seed, asked.passes)
    asked.out.mkdir(parents=True, exist_ok=True)
    network, labels = asked.out / "network.onnx", asked.out / "labels.txt"
    export(str(network))
    labels.write_text("\n".join(classes) + "\n", encoding="utf-8")
    told = [int(one) for one in scores.argmax(1)]
    rows = [{"photo": str(path), "class": classes[label], "told": classes[said]} for (path, label), said in zip(held_out, told)]
    right = sum(row["class"] == row["told"] for row in rows)
    report = {"learned": len(learned), "held_out": len(rows), "right": right, "photos": rows}
    (asked.out / "report.json").write_text(json.dumps(report, indent=1), encoding="utf-8")
    print(f"{right} of {len(rows)} photos held out were told right; {len(learned)} were learned from.")
    print(f'podium models import "{network}" --labels "{labels}" --name "{asked.photos.name}"')


if __name__ == "__main__":
    main()
