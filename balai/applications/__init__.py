"""What residents ask for from home, at the kiosk or at the desk (*permohonan*), and its way to the finished document.

An application is asked for along a form that is data, worked through by village and civil registry along one table of
steps (`rules.STEPS`), and received by whoever proves to be its applicant.
"""
