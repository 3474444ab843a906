"""Ready texts (*kalimat siap pakai*): what officers pick when they return or refuse an application.

`ready_texts.toml` comes with Balai; a village changes, adds and puts away (`texts`), with words that are filled in for
each application (`placeholders`).
"""
