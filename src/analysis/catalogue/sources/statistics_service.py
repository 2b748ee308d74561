"""The department's statistics service (explore education statistics, EES): its addresses.

There are two services. The *data catalogue* has every CSV of every release; the service's own web
pages use it, and it is not in the documentation. The *public API* has few tables, with versions and
lists of changes. Both are known from the service's public code of 1 July 2026 and from stored pages
of the catalogue; neither could be reached from where this was written. The ids of the publications
of stability and of the workforce are from the tree of publications in the service's own tests.
"""

SITE = "https://explore-education-statistics.service.gov.uk"
CONTENT = "https://content.explore-education-statistics.service.gov.uk/api"
API = "https://api.education.gov.uk/statistics/v1"
FIND = f"{SITE}/find-statistics/"
