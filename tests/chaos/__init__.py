"""Trials of faults: the whole site under a mixed load, something breaks, and every promise is counted afterwards.

    ./q chaos                       every fault in turn, for ten minutes
    ./q chaos kill-broker --json    one of them

People are invented and come in through the doors that anybody uses: pages, the API, calls. What they were told is
done is written into a ledger; what is there is counted in every database and in the mailbox; the two must agree.
"""
