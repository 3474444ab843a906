"""The API for other programs of the village: `/api/v1/` under the village's address.

A token belongs to one village and one use, opens only what its scopes say, and can be revoked at once.
"""
