import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from balai.core.keystore import KeyExists, KeyMissing, KeyStore


@pytest.fixture
def store(tmp_path: Path) -> KeyStore:
    return KeyStore(tmp_path / "keys", tmp_path / "apart" / "master.key")


def test_a_key_opens_again_after_a_restart(store: KeyStore) -> None:
    made = store.create("kabupaten")

    opened = KeyStore(store.folder, store.master_key_file).load("kabupaten")

    assert opened.private_numbers() == made.private_numbers()
    assert isinstance(opened.curve, ec.SECP256R1)


def test_nothing_on_disk_opens_without_the_master_key(store: KeyStore) -> None:
    store.create("kabupaten")

    content = store.path_of("kabupaten").read_bytes()

    assert content.startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")
    with pytest.raises(TypeError):
        load_pem_private_key(content, None)
    with pytest.raises(ValueError, match=r"[Ii]ncorrect|password|decrypt"):
        load_pem_private_key(content, store.passphrase("lain").encode())


def test_only_the_office_account_can_read_keys(store: KeyStore) -> None:
    store.create("kabupaten")

    assert store.path_of("kabupaten").stat().st_mode & 0o777 == 0o600
    assert store.master_key_file.stat().st_mode & 0o777 == 0o600
    assert store.folder.stat().st_mode & 0o777 == 0o700
    assert store.master_key_file.parent != store.folder


def test_a_key_is_never_overwritten(store: KeyStore) -> None:
    made = store.create("kabupaten")

    with pytest.raises(KeyExists):
        store.create("kabupaten")

    assert store.load("kabupaten").private_numbers() == made.private_numbers()


def test_of_many_processes_one_makes_the_key(store: KeyStore) -> None:
    start = threading.Barrier(6)

    def create(_: int) -> bool:
        start.wait()
        try:
            store.create("kabupaten")
        except KeyExists:
            return False
        return True

    with ThreadPoolExecutor(6) as workers:
        made = list(workers.map(create, range(6)))

    assert sum(made) == 1
    assert store.load("kabupaten")


def test_a_missing_key_says_what_to_do(store: KeyStore) -> None:
    store.create("kabupaten")

    with pytest.raises(KeyMissing, match="Berkas kunci segel-1 tidak ada"):
        store.load("segel-1")


def test_a_missing_master_key_says_what_to_do_and_is_not_made_anew(store: KeyStore) -> None:
    store.create("kabupaten")
    store.master_key_file.unlink()

    with pytest.raises(KeyMissing, match="Kunci utama tidak ada"):
        store.load("kabupaten")
    with pytest.raises(KeyMissing, match="padahal kunci lain sudah dibuat"):
        store.create("segel-1")

    assert not store.master_key_file.exists()


@pytest.mark.parametrize("content", ["", "bukan heksadesimal", "ab" * 31])
def test_a_damaged_master_key_is_named(store: KeyStore, content: str) -> None:
    store.create("kabupaten")
    store.master_key_file.write_text(content)

    with pytest.raises(KeyMissing, match="Kunci utama rusak"):
        store.load("kabupaten")


def test_keys_and_master_key_of_different_backups_do_not_fit(store: KeyStore) -> None:
    store.create("kabupaten")
    store.master_key_file.write_text("ab" * 32)

    with pytest.raises(KeyMissing, match="dari cadangan yang sama"):
        store.load("kabupaten")


def test_a_damaged_key_file_is_named(store: KeyStore) -> None:
    store.create("kabupaten")
    store.path_of("kabupaten").write_bytes(b"rusak")

    with pytest.raises(KeyMissing, match="berkasnya rusak"):
        store.load("kabupaten")


@pytest.mark.parametrize("name", ["", "../luar", "a/b", "A", "a..b", ".tersembunyi"])
def test_a_key_has_a_plain_name(store: KeyStore, name: str) -> None:
    with pytest.raises(ValueError, match="name of a key"):
        store.create(name)


def test_a_secret_is_kept_encrypted_and_can_be_replaced(store: KeyStore) -> None:
    store.keep_secret("bsre-99.01.01.2001", "sandi pertama")
    store.keep_secret("bsre-99.01.01.2001", "sandi kedua")

    kept = [path.read_bytes() for path in store.folder.iterdir()]
    assert KeyStore(store.folder, store.master_key_file).secret("bsre-99.01.01.2001") == "sandi kedua"
    assert not any(b"sandi" in content for content in kept)


def test_a_secret_under_another_name_or_master_key_does_not_open(store: KeyStore) -> None:
    store.keep_secret("bsre-99.01.01.2001", "sandi")
    kept = store.folder / "bsre-99.01.01.2001.rahasia"
    kept.with_name("bsre-99.01.01.2002.rahasia").write_bytes(kept.read_bytes())
    for name in ("bsre-99.01.01.2002", "tidak-ada"):
        with pytest.raises(KeyMissing):
            store.secret(name)

    store.master_key_file.write_text("00" * 32)

    with pytest.raises(KeyMissing, match="Isi lagi"):
        store.secret("bsre-99.01.01.2001")


def test_what_encrypts_at_rest_is_another_key_for_each_name_and_lies_nowhere(store: KeyStore) -> None:
    first = store.derived_key("berkas-1")

    again = KeyStore(store.folder, store.master_key_file).derived_key("berkas-1")

    assert (first == again, len(first)) == (True, 32)
    assert first != store.derived_key("berkas-2")
    assert first.hex() not in store.master_key_file.read_text()
    assert not store.folder.exists() or not list(store.folder.iterdir())
