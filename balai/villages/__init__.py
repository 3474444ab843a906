"""What a village is made of: areas and their heads, officials with terms of office, identity, office hours.

The village itself (the tenant and its words) is `balai.tenancy.models.Village`.
"""
