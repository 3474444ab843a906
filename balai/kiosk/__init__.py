"""The kiosk (*anjungan mandiri*): a touch screen in the village office where residents serve themselves.

Its pages open only on devices that an administrator paired with this village.
"""
