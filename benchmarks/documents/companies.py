"""Plainly invented companies: name, address and the noise that letterheads carry."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from benchmarks.documents.codes import fill


@dataclass(frozen=True)
class Company:
    """A party as printed. ``name`` is what a clerk writes down; ``registration`` stands behind or below it."""

    name: str
    registration: str
    address: tuple[str, ...]
    telephone: str
    extra: tuple[str, ...] = ()


_FIRST = (
    "Bukit Khayal", "Merak Jingga", "Contoh Makmur", "Tiga Layang", "Sungai Rekaan", "Kelip Biru", "Awan Sampel",
    "Northbay Sample", "Redwood Example", "Pagar Contoh", "Bintang Olahan", "Lima Serangkai", "Harbour Mock",
    "Kapal Kertas", "Tanjung Fiksyen", "Seri Andaian",
)  # fmt: skip
_SECOND = ("Builders", "Renovation", "Construction", "Interior Works", "Hardware", "Development",
           "Properties", "Engineering", "Jaya", "Kitchen & Cabinet", "Design Studio", "Maju", "Resources")  # fmt: skip
_FORM = ("Sdn Bhd", "Sdn. Bhd.", "(M) Sdn Bhd", "Enterprise", "PLT", "Berhad", "Trading", "& Sons Sdn. Bhd.", "")
_STREETS = (
    "No. {n}, Jalan Cengal {k}", "Lot {n}, Jalan Industri {k}/4", "{n}A, Lorong Meranti {k}", "PT {n}, Batu {k}",
    "Unit {n}-{k}, Menara Contoh", "{n}-G, Persiaran Damar {k}",
)  # fmt: skip
_TOWNS = ("43000 Kajang, Selangor", "14000 Bukit Mertajam, Penang", "81100 Johor Bahru, Johor", "30020 Ipoh, Perak",
          "75450 Ayer Keroh, Melaka", "41200 Klang, Selangor Darul Ehsan", "25150 Kuantan, Pahang",
          "52100 Kuala Lumpur", "88450 Kota Kinabalu, Sabah")  # fmt: skip
_AREAS = (
    "Taman Perindustrian Contoh",
    "Kawasan Perusahaan Ringan Rekaan",
    "Taman Sampel Indah",
    "Bandar Baru Khayalan",
)


def draw_company(rng: Random) -> Company:
    """A customer or a delivery site's owner."""
    name = " ".join(part for part in (rng.choice(_FIRST), rng.choice(_SECOND), rng.choice(_FORM)) if part)
    if rng.random() < 0.5:
        name = name.upper()
    extra = []
    if rng.random() < 0.2:
        extra.append(f"(Formerly known as {rng.choice(_FIRST)} {rng.choice(_SECOND)} Sdn Bhd)")
    if rng.random() < 0.3:
        extra.append(fill(rng, "TIN: C1#########0"))
    return Company(name, _registration(rng), draw_address(rng), _telephone(rng), tuple(extra))


def sendora(rng: Random) -> Company:
    """The house itself, as it prints its own letterhead or as customers write it."""
    name = rng.choice(
        ("SENDORA GROUP SDN BHD", "Sendora Group Sdn. Bhd.", "SENDORA GROUP SDN. BHD.", "Sendora Group Sdn Bhd")
    )
    address = ("Lot 27, Jalan Papan 5/2,", "Kawasan Perindustrian Papan,", "47810 Petaling Jaya, Selangor")
    extra = [
        line
        for line in (fill(rng, "TIN C2##########"), "Manufacturer of quality timber doors & frames")
        if rng.random() < 0.4
    ]
    return Company(name, "202201034567 (1480264-K)", address, _telephone(rng), tuple(extra))


def draw_address(rng: Random) -> tuple[str, ...]:
    """Street, area and town, a line each."""
    street = rng.choice(_STREETS).format(n=rng.randint(2, 98), k=rng.randint(1, 9))
    return (f"{street},", f"{rng.choice(_AREAS)},", f"{rng.choice(_TOWNS)}")


def _registration(rng: Random) -> str:
    return fill(
        rng, rng.choice(("20150#0####0 (1#####0-X)", "(8#####-W)", "Co. Reg. No. 20190#0####1", "Reg. 00#####-T"))
    )


def _telephone(rng: Random) -> str:
    return fill(
        rng, rng.choice(("Tel: 03-8### ####", "Tel 03-8###### Fax 03-8######", "T +60 3 8### ####", "HP: 012-3## ####"))
    )
