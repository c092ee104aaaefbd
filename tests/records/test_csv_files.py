"""Reading CSV files as other systems write them."""

import pytest

from config.records.files import CSVFile, FileRefused, Tally


@pytest.fixture
def read(tmp_path):
    """The rows of a file with these bytes, and what was rejected."""

    def read_bytes(content, *, needs=("urn", "name"), may_have=("town",)):
        path = tmp_path / "file.csv"
        path.write_bytes(content)
        tally = Tally()
        rows = list(CSVFile(path, needs=needs, may_have=may_have).rows(tally))
        return rows, tally.rejected

    return read_bytes


@pytest.fixture
def refusal(read):
    """Why a file with these bytes is refused."""

    def refusal_of(content):
        with pytest.raises(FileRefused) as refused:
            read(content)
        return str(refused.value)

    return refusal_of


def names(rows):
    return [cells["name"] for _, cells in rows]


def test_rows_have_the_columns_asked_for_and_no_others(read):
    rows, rejected = read(b"name , other,urn\r\n Ashford ,x,1\r\n")
    assert rows == [(2, {"urn": "1", "name": "Ashford"})]
    assert rejected == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_accents_are_read_in_either_encoding(read, encoding):
    rows, _ = read("urn,name\n1,Zoë’s École\n".encode(encoding))
    assert names(rows) == ["Zoë’s École"]


def test_one_damaged_line_does_not_garble_a_utf8_file(read):
    rows, rejected = read("urn,name\n1,Zoë\n2,Chloë\n".encode() + b"3,\xc9cole\n4,Last\n")
    assert names(rows) == ["Zoë", "Chloë", "Last"]
    assert rejected == [(4, "there is a byte in name that is not a character in UTF-8")]


def test_one_line_that_could_be_utf8_does_not_garble_a_windows_file(read):
    rows, rejected = read("urn,name\n1,Zoë\n2,Chloë\n3,Ã©\n".encode("cp1252"))
    assert names(rows) == ["Zoë", "Chloë", "Ã©"]
    assert rejected == []


def test_a_byte_that_windows_1252_lacks_rejects_its_row_alone(read):
    rows, rejected = read(b"urn,name\n1,Zo\xeb\n2,\x81\n3,Last\n")
    assert names(rows) == ["Zoë", "Last"]
    assert rejected == [(3, "there is a byte in name that is not a character in Windows-1252")]


def test_what_stands_in_a_column_that_nobody_reads_does_no_harm(read):
    rows, rejected = read(b"urn,name,other\n1,Zo\xeb,\x81\x00\n")
    assert names(rows) == ["Zoë"]
    assert rejected == []


def test_a_null_character_rejects_its_row_alone(read):
    rows, rejected = read(b"urn,name\n1,A\x00B\n2,Last\n")
    assert names(rows) == ["Last"]
    assert rejected == [(2, "there is a null character in name")]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_row_is_reported_by_the_line_it_starts_on_in_an_editor(read, newline):
    lines = ["urn,name", '1,"On', 'two lines"', "", "2,Next", "3"]
    rows, rejected = read(newline.join(lines).encode())
    assert [(line, cells["urn"]) for line, cells in rows] == [(2, "1"), (5, "2")]
    assert rejected == [(6, "it is cut short: 1 cells of 2")]


def test_rows_of_other_lengths_are_rejected(read):
    rows, rejected = read(b"urn,name,town\n1,Short\n2,Long,York,x\n3,Right,York\n")
    assert names(rows) == ["Right"]
    assert rejected == [
        (2, "it is cut short: 2 cells of 3"),
        (3, "it has 4 cells where the first line has 3"),
    ]


def test_empty_rows_are_no_rows(read):
    rows, rejected = read(b"urn,name\n\n,\n1,A\n\n")
    assert rows == [(4, {"urn": "1", "name": "A"})]
    assert rejected == []


@pytest.mark.parametrize(
    "damaged",
    [
        '1,"Never closed',
        '1,"Closed" too early"',
        '"1,Never closed',
    ],
)
def test_a_quotation_mark_out_of_place_costs_its_own_row_only(read, damaged):
    rows, rejected = read(f'urn,name\n{damaged}\n2,"B"\n3,C\n4,"D"\n'.encode())
    assert [(line, cells["name"]) for line, cells in rows] == [(3, "B"), (4, "C"), (5, "D")]
    assert rejected == [(2, "a quotation mark is out of place, or is never closed")]


def test_an_unclosed_quotation_mark_does_not_swallow_a_long_file(read):
    rest = "".join(f"{number},{'x' * 50}\n" for number in range(5000))
    rows, rejected = read(f'urn,name\n1,"Open\n{rest}'.encode())
    assert len(rows) == 5000
    assert [line for line, _ in rejected] == [2]


def test_a_file_without_its_columns_is_refused_by_their_names(refusal):
    assert "Missing: “urn”, “name”." in refusal(b"URN;Name\n1;A\n")


def test_a_column_that_stands_twice_is_refused(refusal):
    assert "more than once: “name”" in refusal(b"urn,name,name\n1,A,B\n")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\n1,A\n", "is empty, or its first line is"),
        ("urn,name\n1,A\n".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xff\xfe\x81", "Missing"),
        (b'"' + b"x" * 200_000, "not a CSV file"),
    ],
)
def test_what_is_no_such_file_is_refused_in_a_sentence(refusal, content, says):
    assert says in refusal(content)


def test_a_path_that_cannot_be_read_is_refused_in_a_sentence(tmp_path):
    for path, reason in [(tmp_path / "none.csv", "No such file"), (tmp_path, "Is a directory")]:
        with pytest.raises(FileRefused, match=reason):
            CSVFile(path, needs=("urn",))


def test_a_column_that_may_be_missing_is_not_among_the_files_columns(tmp_path):
    path = tmp_path / "file.csv"
    path.write_text("name,urn\n")
    assert CSVFile(path, needs=("urn", "name"), may_have=("town",)).columns == ["urn", "name"]
