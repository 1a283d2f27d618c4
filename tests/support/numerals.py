"""Numbers in Chinese characters."""

DIGITS = "零一二三四五六七八九"


def spelled(number: int) -> str:
    """A number below 10,000 in characters, as schools teach it."""
    said = ""
    for digit, unit in zip(f"{number:04}", ("千", "百", "十", ""), strict=True):
        said += f"{DIGITS[int(digit)]}{unit}" if digit != "0" else "零"
    while "零零" in said:
        said = said.replace("零零", "零")
    return said.strip("零") or "零"
