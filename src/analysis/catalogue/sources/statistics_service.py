"""The department's statistics service (explore education statistics, EES): addresses and ids.

There are two services. The *data catalogue* has every CSV of every release; the service's own web
pages use it, and it is not in the documentation. The *public API* has few tables, with versions and
lists of changes. Both are known from the service's public code of 1 July 2026 and from stored pages
of the catalogue; neither could be reached from where this was written.
"""

SITE = "https://explore-education-statistics.service.gov.uk"
CONTENT = "https://content.explore-education-statistics.service.gov.uk/api"
API = "https://api.education.gov.uk/statistics/v1"
FIND = f"{SITE}/find-statistics/"

# The ids of publications, which stay the same from release to release, by the name in the address
# of their page. Those of stability and of the workforce are from the tree of publications in the
# service's own tests.
PUBLICATION_IDS = {
    "children-looked-after-in-england-including-adoptions": "3260801d-601a-48c6-93b7-cf51680323d1",
    "stability-measures-for-children-looked-after-in-england": (
        "27c27d79-290d-4cef-e5ec-08dd6e04ec1b"
    ),
    "outcomes-for-children-in-need-including-children-looked-after-by-local-"
    "authorities-in-england": "f51895df-c682-45e6-b23e-3138ddbfdaeb",
    "children-in-need": "89869bba-0c00-40f7-b7d6-e28cb904ad37",
    "children-s-social-work-workforce": "d8baee79-3c88-45f4-b12a-07b91e9b5c11",
}
