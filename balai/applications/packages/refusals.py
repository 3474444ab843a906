"""Why a package was not taken in. `str()` of each is a sentence for whoever brought it."""

from cryptography import x509


class PackageRefused(Exception):
    """The file is no package, is damaged, or doesn't belong here; nothing was changed."""


class UnknownOffice(PackageRefused):
    """It is whole, but the office that signed it was never met here; `certificate` is what it shows of itself."""

    def __init__(self, certificate: x509.Certificate) -> None:
        super().__init__(
            "Kantor pengirim paket ini belum dikenal di sini. Telepon pengirimnya, minta kode kantornya, "
            "isikan di bawah, lalu pilih paketnya sekali lagi."
        )
        self.certificate = certificate


def damaged() -> PackageRefused:
    return PackageRefused(
        "Paket ini rusak atau isinya diubah di jalan. Tidak ada yang disimpan. Minta paket yang baru dari pengirimnya."
    )


def no_package() -> PackageRefused:
    return PackageRefused("Berkas ini bukan paket Balai. Pilih berkas yang namanya mulai dengan “paket-”.")


def too_large() -> PackageRefused:
    return PackageRefused("Paket ini terlalu besar. Minta pengirimnya membagi menjadi beberapa paket.")


def hides_something(code: str) -> PackageRefused:
    return PackageRefused(
        f"Permohonan {code} memuat data pribadi spesifik. Minta petugas dengan izin Melihat data disabilitas yang membuat "
        "paketnya."
    )
