"""Officers (*petugas*), what each may do, how they sign in, and the trail of what they did.

A sign-in is one person for the whole regency; an assignment makes that person an officer of one village.
The audit trail can be added to and read, never changed: the database gives nobody the privilege.
"""
