"""Pages as readers meet them: in a browser, on a phone, with a keyboard, on paper."""

import stat
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import invented_page
from analysis.catalogue.areas import ENGLAND, areas, authorities
from analysis.core.atomic import write
from analysis.publish.check import PageError, check
from analysis.publish.render import index_pages, navigation
from analysis.publish.render.index import Entry
from analysis.publish.render.page import export, region_name
from browser import NARROW, WIDE, assert_page_is_good, opened, sideways, small_targets, violations

TREND = invented_page.trend()
ALT, HEADLINE, SUBTITLE = f'alt="{TREND.alt}"', TREND.headline, TREND.subtitle


@pytest.fixture(scope="module")
def html():
    return invented_page.html()


@pytest.fixture(scope="module")
def page_path(html, tmp_path_factory):
    return write(check(html), tmp_path_factory.mktemp("netherby") / "needs_analysis.html")


def one_cell(*outputs):
    return new_notebook(cells=[new_code_cell("1 + 1", outputs=list(outputs))])


def exported(nb):
    return export(nb, title="A page", area=invented_page.TOWN)


def test_code_warnings_and_reprs_stay_inside(html):
    for hidden in ("secret_code", "a warning from a library", "Exhibit(key", "In&nbsp;[", "prompt"):
        assert hidden not in html
    assert "it is &lt;real&gt;." in html


def test_sections_contents_and_numbers(html):
    soup = BeautifulSoup(html, "html.parser")
    assert [h.get_text() for h in soup.find_all("h1")] == [
        "Children in care and care leavers in Netherby: needs analysis"
    ]
    sections = soup.select(".report > section")
    listed = [a["href"] for a in soup.select("nav.beside a")]
    assert listed == [f"#{section['aria-labelledby']}" for section in sections]
    assert [s.get("class") for s in sections] == [["summary"], None, None, None]
    assert "Newer figures are due" in sections[0].get_text()
    labels = [label.get_text() for label in soup.select(".exhibit .label")]
    assert labels == ["Figure 1: ", "Table 1: ", "Figure 2: "]
    assert soup.select_one('p a[href="#cla_rate-trend"]').get_text() == "Figure 1"


@pytest.mark.parametrize(
    ("output", "said"),
    [
        (new_output("execute_result", data={"text/plain": "0    1\ndtype: int64"}), "text/plain"),
        (new_output("stream", name="stdout", text="rows: 4"), "prints"),
        (new_output("error", ename="KeyError", evalue="'x'", traceback=["…"]), "KeyError"),
        (new_output("display_data", data={"image/png": "aGk=", "text/plain": "<F>"}), "image/png"),
    ],
)
def test_an_output_not_meant_for_readers_is_refused(output, said):
    with pytest.raises(PageError, match=said):
        exported(one_cell(output))


@pytest.mark.parametrize(
    ("put", "instead", "fault"),
    [
        ('alt="Netherby rises', 'alt="" title="', "no alternative text"),
        (
            'alt="Netherby rises',
            'alt="No description has been provided for this image',
            "placehold",
        ),
        (">62<", ">nan<", "printed as a word of code"),
        ("not available</td>", "None</td>", "printed as a word of code"),
        ("not available</td>", "[suppressed]</td>", "status of the tables"),
        ("not available</td>", "/home/someone/data.csv</td>", "somebody's computer"),
        ("not available</td>", "C:\\Users\\data.csv</td>", "somebody's computer"),
        ("Plain", "Traceback (most recent call last)", "a traceback"),
        ("</main>", "<h1>Again</h1></main>", "2 first-level headings"),
        ('<html lang="en-GB">', "<html>", "language"),
        ('id="placements-trend"', 'id="cla_rate-trend"', "is used 2 times"),
        ("</main>", "<h2>New</h2><h4>Deep</h4></main>", "skips from level 2 to 4"),
        ("</main>", '<img src="https://x.test/a.png" alt="a">', "loads"),
        ("</main>", '<link href="https://x.test/a.css" rel="stylesheet"></main>', "loads"),
        ("</main>", '<a href="javascript:1">go</a></main>', "use https"),
        ("</main>", '<a href="#nowhere">go</a></main>', "not on the page"),
        ("</main>", '<p onclick="1">go</p></main>', "a script in an attribute"),
        ("</main>", "<script>1</script></main>", "does not name"),
        ("</main>", "<table><tr><td>1</td></tr></table></main>", "no caption"),
        ('scope="col">Netherby', ">Netherby", "header without scope"),
        ('<th role="rowheader" scope="row">2021', "<td>2021", "a row without a header"),
        (">95% interval</th>", "></th>", "an empty header"),
        (ALT, 'alt="A chart of 70."', "in 5 words or more"),
        (ALT, f'alt="{HEADLINE}!"', "repeats its title"),
        (ALT, f'alt="Figure 1: {HEADLINE}"', "repeats its title"),
        (ALT, f'alt="{SUBTITLE}."', "repeats its title"),
        (ALT, f'alt="{HEADLINE}: {SUBTITLE}"', "repeats its title"),
        (ALT, 'alt="Netherby rises each year and passes England"', "draws numbers"),
        (
            ' src="data:image/svg+xml,',
            ' src="data:image/svg+xml,%20',
            "have the same alternative text",
        ),
        ("</style>", "p{background:url(x.png)}</style>", "style sheet loads"),
        ("default-src 'none'", "default-src *", "content security policy"),
        ("</main>", f"<p>{'words ' * 300_000}</p></main>", "the most is 1,750,000"),
    ],
)
def test_check_refuses(html, put, instead, fault):
    assert put in html
    with pytest.raises(PageError, match=fault):
        check(html.replace(put, instead, 1))


def test_check_lists_every_fault_at_once(html):
    bad = html.replace('lang="en-GB"', "").replace("Plain", "nan")
    with pytest.raises(PageError) as caught:
        check(bad, "netherby/needs_analysis.html")
    assert len(caught.value.faults) == 2
    assert "netherby/needs_analysis.html was not written; it has 2 faults" in str(caught.value)


def test_check_lets_plain_english_and_source_links_through(html):
    words = '<p>None of the ten. <a href="https://www.gov.uk/x">The release</a>, Nan Street.</p>'
    assert check(html.replace("</main>", words + "</main>"))


def test_words_drawn_in_a_picture_are_checked_too(html):
    assert "%3ETown%3C" in html
    with pytest.raises(PageError, match="word of code"):
        check(html.replace("%3ETown%3C", "%3Enan%3C", 1))


def test_write_replaces_whole_or_not_at_all(tmp_path, monkeypatch):
    path = write("first", tmp_path / "new" / "page.html")
    assert stat.S_IMODE(path.stat().st_mode) & 0o444
    with pytest.raises(UnicodeEncodeError):
        write("second \ud800", path)
    assert path.read_text() == "first"
    assert [file.name for file in path.parent.iterdir()] == ["page.html"]


def test_markdown_output_is_shown():
    said = new_output("display_data", data={"text/markdown": "It **rose**.", "text/plain": "x"})
    nb = new_notebook(cells=[new_markdown_cell("## One"), *one_cell(said).cells])
    assert "It <strong>rose</strong>." in exported(nb)


@pytest.mark.browser
def test_the_report_is_good(page_path, chromium):
    assert_page_is_good(page_path, chromium)


@pytest.mark.browser
def test_the_contents_list_and_skip_link_work_from_the_keyboard(page_path, chromium):
    with opened(page_path, chromium) as (page, noise):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        page.locator("nav.beside a").nth(1).focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**#how-many-children-are-in-our-care")
        summary = page.locator("summary", has_text="Figures behind this chart").first
        summary.focus()
        page.keyboard.press("Enter")
        assert page.locator("details[open] table").is_visible()
        assert noise == []


@pytest.mark.browser
def test_a_page_cannot_run_what_is_put_into_it(html, tmp_path, chromium):
    attack = (
        "<script>document.title = 'taken'</script><img src=x onerror=\"document.title='taken'\">"
    )
    path = write(html.replace("</main>", attack + "</main>"), tmp_path / "attacked.html")
    with opened(path, chromium) as (page, _):
        assert page.title() != "taken"


@pytest.fixture(scope="module")
def index_path(html, tmp_path_factory):
    """An index of the living authorities and Netherby, whose page is really there."""
    folder = tmp_path_factory.mktemp("reports")
    everyone = [*authorities(), invented_page.TOWN, replace(invented_page.TOWN, code="998")]
    entries = [
        Entry(
            area=area,
            report=report,
            title=title,
            path=f"{area.slug}/{report}.html",
            data_to="figures to March 2025",
        )
        for area in everyone[:-1]
        for report, title in (("needs_analysis", "Needs analysis"), ("sufficiency", "Sufficiency"))
    ]
    england = areas()[ENGLAND]
    entries.append(
        Entry(
            area=england,
            report="methods",
            title="Methods",
            path="england/methods.html",
            data_to="figures to March 2025",
        )
    )
    for entry in entries:
        write("there", folder / entry.path)
    write(html, folder / "netherby" / "needs_analysis.html")
    navigation.write(folder, entries)
    return index_pages.write(folder, entries)


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(WIDE, "light"), (NARROW, "light"), (WIDE, "dark")])
def test_the_index_is_good(index_path, chromium, width, scheme):
    with opened(index_path, chromium, width, scheme=scheme) as (page, noise):
        assert violations(page) == []
        assert sideways(page) == []
        assert small_targets(page) == []
        assert noise == []


@pytest.mark.browser
def test_the_index_is_searched_and_opened_from_the_keyboard(index_path, chromium):
    with opened(index_path, chromium) as (page, noise):
        said = page.locator("#shown")
        assert said.inner_text() == f"{len(authorities()) + 1} authorities shown"
        for _ in range(2):
            page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "search"
        page.keyboard.type("nether-BY s")
        assert said.inner_text() == "1 authority shown"
        for _ in range(3):
            page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.innerText") == "Needs analysis\nfor Netherby"
        assert noise == []
        page.keyboard.press("Enter")
        page.wait_for_url("**/netherby/needs_analysis.html")
        assert page.locator("h1").inner_text().startswith("Children in care")
        assert page.get_by_role("link", name="Sufficiency").get_attribute("href")
        assert page.get_by_role("link", name="Methods").is_visible()
        page.get_by_role("link", name="All reports").first.click()
        page.wait_for_url("**/index.html")


@pytest.mark.browser
def test_the_index_filters_by_region_and_says_when_nothing_is_found(index_path, chromium):
    with opened(index_path, chromium) as (page, _):
        page.select_option("#region", label="London")
        assert page.locator("#shown").inner_text() == "33 authorities shown"
        assert page.locator("section[data-region]:visible").count() == 1
        page.fill("#search", "Netherby")
        assert page.locator("#shown").inner_text().startswith("0 authorities shown. Check")
        page.click("#clear")
        assert page.locator("section[data-region]:visible").count() == len(
            {region_name(a) for a in areas().values() if a.kind == "authority"}
        )


@pytest.mark.browser
def test_the_index_is_a_plain_list_without_script(index_path, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(index_path.as_uri())
    assert page.locator("#controls").is_hidden()
    assert page.locator("a", has_text="Netherby").first.is_visible()
    context.close()
