"""Two colours, as a browser computes them → their contrast, as WCAG 2.2 defines it."""

import re


def contrast(front: str, back: str) -> float:
    """From 1 to 21; what shines through `front` is `back`."""
    ink, paper = _channels(front), _channels(back)
    mixed = [i * ink[3] + p * (1 - ink[3]) for i, p in zip(ink[:3], paper[:3], strict=True)]
    darker, lighter = sorted((_luminance(mixed), _luminance(paper)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: list[float]) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> list[float]:
    """Red, green, blue and opacity, each from 0 to 1, of what a browser computes."""
    red, green, blue, *alpha = map(float, re.findall(r"[\d.]+", colour))
    assert colour.startswith("rgb")
    return [red / 255, green / 255, blue / 255, *(alpha or [1])]
