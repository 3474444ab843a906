"""Sign-in and own account: the same in every village and at the regency's root."""

from django.urls import path

from balai.accounts.views import account, offers
from balai.accounts.views import sign_in as entrance

sign_in = [
    path("masuk/", entrance.sign_in, name="account_login"),
    path("masuk/kunci-sandi/", entrance.passkey_sign_in, name="mfa_login_webauthn"),
    path("masuk/kode/", entrance.second_factor, name="mfa_authenticate"),
    path("keluar/", entrance.sign_out, name="account_logout"),
    path("meja/akun/kata-sandi/", account.own_password, name="account_change_password"),
    path("meja/akun/pastikan/", account.password_again, name="account_reauthenticate"),
    path("meja/akun/pastikan/kode/", account.code_again, name="mfa_reauthenticate"),
    path("meja/akun/pastikan/kunci-sandi/", account.passkey_again, name="mfa_reauthenticate_webauthn"),
    path("meja/akun/kunci-sandi/tambah/", account.add_passkey, name="mfa_add_webauthn"),
    path("meja/akun/kunci-sandi/<int:pk>/hapus/", account.remove_passkey, name="mfa_remove_webauthn"),
    path("meja/akun/aplikasi-kode/", account.add_app, name="mfa_activate_totp"),
    path("meja/akun/aplikasi-kode/lepas/", account.remove_app, name="mfa_deactivate_totp"),
    path("meja/akun/kode-cadangan/", account.recovery_codes, name="mfa_view_recovery_codes"),
    path("meja/akun/kode-cadangan/baru/", account.new_recovery_codes, name="mfa_generate_recovery_codes"),
]

own_account = [
    path("masuk/tujuan/", entrance.welcome, name="welcome"),
    path("meja/akun/", account.account, name="account"),
    path("meja/akun/tawaran/", offers.offers, name="offers"),
    path("meja/akun/nama/", account.own_name, name="own_name"),
]
