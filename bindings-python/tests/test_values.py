"""What calls take and answer with: frozen values that compare, hash, print, match, pickle and turn into plain data."""

from __future__ import annotations

import copy
import json
import operator
import pickle
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import telwire
from telwire import Body, InvalidInput, Malformed, SipPassword, aculab, aql

NUMBER = aql.Number("44-113-3120120")
ROW = aql.AssignedNumber(NUMBER, "612345", SipPassword("s3cret"))
LINE = aql.Problem("unreadable_line", "a line of 6 bytes is no row", None, None, Body("s3cret"))
KEPT = aculab.NotDeleted("441908538007", "Not yours", "0300")
SHORT = aculab.Problem("short_purchase", "2 asked for, 1 came", 2, 1, None, None)

UNSET = dict.fromkeys(aql.Settings.__match_args__)

VALUES: dict[str, tuple[tuple[Any, ...], tuple[Any, ...], str, dict[str, Any] | None]] = {
    "aql.Number": (("44-113-3120120",), ("44-113-3120121",), "Number('44-113-3120120')", None),
    "aql.Pattern": (("0113 312012*",), ("0113 312013*",), "Pattern('44-113-312012*')", None),
    "aql.Item": (
        (NUMBER, "Ann", "O'Hara", "ann@example.com"),
        (NUMBER,),
        """Item('44-113-3120120', 'Ann', "O'Hara", 'ann@example.com')""",
        None,
    ),
    "aql.Slot": ((None, "Ann", "", ""), (NUMBER, "Ann"), "Slot(None, 'Ann', '', '')", None),
    "aql.Assigned": (((), ()), ([ROW], []), "Assigned(rows=(), problems=())", {"rows": [], "problems": []}),
    "aql.Problem": (
        ("missing_row", "it has no row", None, NUMBER, None),
        ("foreign_row", "row 0 is foreign", 0, None, None),
        "Problem(code='missing_row', message='it has no row', row=None, number=Number('44-113-3120120'), line=None)",
        {
            "code": "missing_row",
            "message": "it has no row",
            "row": None,
            "number": "44-113-3120120",
            "line": None,
        },
    ),
    "aql.Changed": (("22",), (None,), "Changed(id='22')", {"id": "22"}),
    "aql.Settings": (
        (True, 20, None, None, time(8, 30), *[None] * 7, aql.SmsAction.EMAIL, None, False),
        (),
        "Settings(voicemailon=True, voicemaildelay=20, forwardstart=datetime.time(8, 30), "
        "smsaction=<SmsAction.EMAIL: 'email'>, callrecord=False)",
        {
            **UNSET,
            "voicemailon": True,
            "voicemaildelay": 20,
            "forwardstart": time(8, 30),
            "smsaction": "email",
            "callrecord": False,
        },
    ),
    "aql.User": (
        ("612345", "441133120120", Decimal("3.40"), aql.Settings(), [("colour", "red")]),
        (None, None, None, aql.Settings(), ()),
        "User(voipnumber='612345', pstnnumber='441133120120', credit=Decimal('3.40'), settings=Settings(), "
        "other=(('colour', 'red'),))",
        {
            "voipnumber": "612345",
            "pstnnumber": "441133120120",
            "credit": Decimal("3.40"),
            "settings": UNSET,
            "other": [["colour", "red"]],
        },
    ),
    "aculab.Deleted": (
        ("PARTIAL", [KEPT]),
        ("SOME", [KEPT]),
        "Deleted(status=<DeletedStatus.PARTIAL: 'PARTIAL'>, not_deleted=(NotDeleted(number='441908538007', "
        "description='Not yours', code='0300'),))",
        {
            "status": "PARTIAL",
            "not_deleted": [{"number": "441908538007", "description": "Not yours", "code": "0300"}],
        },
    ),
    "aculab.MimickedPurchase": (
        (["4930111"], ()),
        (["4930112"], ()),
        "MimickedPurchase(rows=('4930111',), problems=())",
        {"rows": ["4930111"], "problems": []},
    ),
    "aculab.NotDeleted": (
        ("4930111", "Not yours", "0300"),
        ("4930111", "Not yours", "0301"),
        "NotDeleted(number='4930111', description='Not yours', code='0300')",
        {"number": "4930111", "description": "Not yours", "code": "0300"},
    ),
    "aculab.OwnedNumber": (
        ("4930111", "Germany", None, "Berlin", Decimal("3.00"), date(2011, 9, 14), "mobile", [("sms", "1")]),
        ("4930111", "Germany", None, "Berlin", None, None, "odd", ()),
        "OwnedNumber(number='4930111', country='Germany', state=None, region='Berlin', price=Decimal('3.00'), "
        "purchased=datetime.date(2011, 9, 14), did_type=<DidType.MOBILE: 'mobile'>, other=(('sms', '1'),))",
        {
            "number": "4930111",
            "country": "Germany",
            "state": None,
            "region": "Berlin",
            "price": Decimal("3.00"),
            "purchased": date(2011, 9, 14),
            "did_type": "mobile",
            "other": [["sms", "1"]],
        },
    ),
    "aculab.Problem": (
        ("short_purchase", "2 asked for, 1 came", 2, 1, None, None),
        ("repeated_row", "row 1 came before", None, None, 1, None),
        "Problem(code='short_purchase', message='2 asked for, 1 came', asked=2, received=1, row=None, element=None)",
        {
            "code": "short_purchase",
            "message": "2 asked for, 1 came",
            "asked": 2,
            "received": 1,
            "row": None,
            "element": None,
        },
    ),
    "aculab.Purchased": (
        (["4930111"], ()),
        (["4930111"], [SHORT]),
        "Purchased(rows=('4930111',), problems=())",
        {"rows": ["4930111"], "problems": []},
    ),
    "aculab.RegulationAddress": (
        ("Office", "Germany", "Berlin"),
        ("Home", "Germany", "Berlin"),
        "RegulationAddress(name='Office', country='Germany', region='Berlin')",
        {"name": "Office", "country": "Germany", "region": "Berlin"},
    ),
}
"""Each class: the arguments of a value, those of another one, how the first prints, and its plain data."""

WITH_SECRETS: dict[str, tuple[Any, dict[str, Any]]] = {
    "aql.AssignedNumber": (
        ROW,
        {"number": "44-113-3120120", "voipnumber": "612345", "password": "s3cret"},
    ),
    "aql.Assigned": (
        aql.Assigned([ROW], []),
        {
            "rows": [{"number": "44-113-3120120", "voipnumber": "612345", "password": "s3cret"}],
            "problems": [],
        },
    ),
    "aql.Problem": (
        LINE,
        {
            "code": "unreadable_line",
            "message": "a line of 6 bytes is no row",
            "row": None,
            "number": None,
            "line": b"s3cret",
        },
    ),
}

CALLS: dict[str, tuple[Callable[[], Any], Callable[[], Any], str]] = {
    "aql.AssignNumbers": (
        lambda: aql.AssignNumbers([NUMBER]),
        lambda: aql.AssignNumbers([NUMBER], protocol="iax"),
        "<AssignNumbers phoneNumbers=44-113-3120120&firstNames=&lastNames=&emails=&type=sip>",
    ),
    "aql.ChangeUser": (
        lambda: aql.ChangeUser("612345", callrecord=True),
        lambda: aql.ChangeUser("612345", callrecord=False),
        "<ChangeUser action=changeuser&voipnumber=612345&callrecord=1>",
    ),
    "aql.CheckNumbers": (
        lambda: aql.CheckNumbers("0113 312012*", show=2),
        lambda: aql.CheckNumbers("0113 312012*"),
        "<CheckNumbers country=44&areaCode=113&subCode=312012*&skip=0&show=2>",
    ),
    "aql.GetUser": (
        lambda: aql.GetUser("612345"),
        lambda: aql.GetUser("612346"),
        "<GetUser action=getuser&voipnumber=612345>",
    ),
    "aql.ListUsers": (aql.ListUsers, lambda: aql.GetUser("612345"), "<ListUsers action=listusers>"),
    "aculab.TelDeleteNumbers": (
        lambda: aculab.TelDeleteNumbers(["4930111"]),
        lambda: aculab.TelDeleteNumbers(["4930112"]),
        "<TelDeleteNumbers numbers=4930111>",
    ),
    "aculab.TelGetSupportedCountries": (
        lambda: aculab.TelGetSupportedCountries(did_type="mobile"),
        aculab.TelGetSupportedCountries,
        "<TelGetSupportedCountries did_type=mobile>",
    ),
    "aculab.TelGetSupportedRegions": (
        lambda: aculab.TelGetSupportedRegions("Germany"),
        lambda: aculab.TelGetSupportedRegions("France"),
        "<TelGetSupportedRegions country=Germany>",
    ),
    "aculab.TelGetSupportedStates": (
        lambda: aculab.TelGetSupportedStates("Canada"),
        lambda: aculab.TelGetSupportedStates("Germany"),
        "<TelGetSupportedStates country=Canada>",
    ),
    "aculab.TelListNumbers": (
        lambda: aculab.TelListNumbers(country="Germany"),
        aculab.TelListNumbers,
        "<TelListNumbers country=Germany>",
    ),
    "aculab.TelListRegulationAddresses": (
        aculab.TelListRegulationAddresses,
        aculab.TelListNumbers,
        "<TelListRegulationAddresses>",
    ),
    "aculab.TelPurchase": (
        lambda: aculab.TelPurchase("Germany", "Berlin"),
        lambda: aculab.TelPurchaseDevelopment("Germany", "Berlin"),
        "<TelPurchase country=Germany&region=Berlin>",
    ),
    "aculab.TelPurchaseDevelopment": (
        lambda: aculab.TelPurchaseDevelopment("Germany", "Berlin"),
        lambda: aculab.TelPurchaseDevelopment("Germany", "Berlin", quantity=2),
        "<TelPurchaseDevelopment country=Germany&region=Berlin>",
    ),
}
"""Each call: how to make one, how to make another one, and how the first prints."""

HOLDERS: dict[str, tuple[Callable[[], Any], Callable[[], Any], str]] = {
    "aql.Account": (
        lambda: aql.Account("reseller", "s3cret", control=("customer", "0ther")),
        lambda: aql.Account("reseller", "s3cret"),
        "Account(username='reseller', password='[secret]')",
    ),
    "aculab.Account": (
        lambda: aculab.Account("1-2-0", "bob", "k3y"),
        lambda: aculab.Account("1-2-0", "bob", "k3z"),
        "Account(cloud_id='1-2-0', username='bob', access_key='[secret]')",
    ),
    "SipPassword": (
        lambda: SipPassword("s3cret"),
        lambda: SipPassword("0ther"),
        "SipPassword('[secret]')",
    ),
    "Body": (lambda: Body(b"s3cret"), lambda: Body(b"0ther"), "Body([6 bytes])"),
}
"""What holds secrets, in the same form."""


def named(name: str) -> Any:
    return operator.attrgetter(name)(telwire)


by_class = pytest.mark.parametrize("name", VALUES)


def value(name: str) -> Any:
    return named(name)(*VALUES[name][0])


def test_tables_leave_out_no_class() -> None:
    gateways = {"aql.Gateway", "aculab.Gateway", "aql.Client", "aculab.Client"}
    asynchronous = {"aql.AsyncClient", "aculab.AsyncClient"}
    classes = {
        f"{carrier}.{name}"
        for carrier in ("aql", "aculab")
        for name in named(carrier).__all__
        if not issubclass(named(f"{carrier}.{name}"), str)
    }
    tables = {*VALUES, *WITH_SECRETS, *CALLS, *HOLDERS} - {"SipPassword", "Body"}
    assert tables == classes - gateways - asynchronous


@by_class
def test_values_print_as_they_are_made(name: str) -> None:
    assert repr(value(name)) == VALUES[name][2]


@by_class
def test_values_are_equal_and_hash_by_what_they_hold(name: str) -> None:
    one, same, other = value(name), value(name), named(name)(*VALUES[name][1])
    assert (one == same, one != same, hash(one) == hash(same)) == (True, False, True)
    assert (one == other, one != other) == (False, True)
    assert (one == VALUES[name][0], one == "", len({one, same, other})) == (False, False, 2)


@by_class
def test_values_match_by_position(name: str) -> None:
    one = value(name)
    members = [getattr(one, member) for member in one.__match_args__]
    if name == "aql.Number":
        assert members == ["44", "113", "3120120"]
    elif name == "aql.Pattern":
        assert members == ["44", "113", "312012*"]
    else:
        given = [tuple(field) if isinstance(field, list) else field for field in VALUES[name][0]]
        assert members == given
        assert one == type(one)(*members)
    cls = type(one)
    match one:
        case cls(first):  # pyright: ignore[reportGeneralTypeIssues]
            assert first == members[0]
        case _:
            raise AssertionError(f"{one!r} does not match")


@by_class
def test_values_are_the_same_in_another_process(name: str) -> None:
    one = value(name)
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(one, protocol))
        assert (type(again), again, repr(again), hash(again)) == (type(one), one, repr(one), hash(one))
    assert copy.deepcopy(one) == copy.copy(one) == one


@by_class
def test_values_do_not_change(name: str) -> None:
    one = value(name)
    for member in (*one.__match_args__, "novelty"):
        with pytest.raises(AttributeError):
            setattr(one, member, None)
        with pytest.raises(AttributeError):
            delattr(one, member)
    assert one == value(name)


@pytest.mark.parametrize("name", [name for name in VALUES if VALUES[name][3] is not None])
def test_values_turn_into_plain_data(name: str) -> None:
    plain = value(name).to_dict()
    assert plain == VALUES[name][3] == value(name).to_dict(reveal=True)
    assert list(plain) == list(value(name).__match_args__)
    json.dumps(plain, default=lambda kept: {Decimal: str, date: str, time: str}[type(kept)](kept))


@pytest.mark.parametrize("name", WITH_SECRETS)
def test_plain_data_holds_a_password_only_if_told_so(name: str) -> None:
    one, plain = WITH_SECRETS[name]
    message = "a SIP password is among the values: say `to_dict(reveal=True)`, or take it by `reveal()`"
    for reveal in ({}, {"reveal": False}):
        with pytest.raises(TypeError) as refused:
            one.to_dict(**reveal)
        assert str(refused.value) == message
    assert one.to_dict(reveal=True) == plain


@pytest.mark.parametrize("name", WITH_SECRETS)
def test_values_with_passwords_are_values_that_no_pickle_takes(name: str) -> None:
    one, _ = WITH_SECRETS[name]
    assert (one, hash(one)) == (
        type(one)(*[getattr(one, member) for member in one.__match_args__]),
        hash(one),
    )
    assert "s3cret" not in f"{one!r} {one}"
    holder = "Body" if name == "aql.Problem" else "SipPassword"
    with pytest.raises(TypeError) as refused:
        pickle.dumps(one)
    message = f"a `{holder}` is not pickled: store what `reveal()` gives, where it belongs"
    assert str(refused.value) == message


@pytest.mark.parametrize("name", HOLDERS)
def test_holders_of_secrets_compare_and_print_placeholders(name: str) -> None:
    make, other, printed = HOLDERS[name]
    assert (repr(make()), make() == make(), make() == other()) == (printed, True, False)
    assert hash(make()) == hash(make())
    for act in (pickle.dumps, copy.deepcopy, json.dumps):
        with pytest.raises(TypeError):
            act(make())
    for member in ("username", "password", "novelty"):
        with pytest.raises(AttributeError):
            setattr(make(), member, "x")


@pytest.mark.parametrize("name", CALLS)
def test_calls_compare_and_print_their_form(name: str) -> None:
    make, other, printed = CALLS[name]
    assert (repr(make()), make() == make(), make() == other()) == (printed, True, False)
    assert hash(make()) == hash(make())
    with pytest.raises(AttributeError):
        make().novelty = 1


def test_numbers_sort_by_their_digits() -> None:
    texts = ["44-113-3120121", "44-20-71234567", "44-113-3120120"]
    first, second, third = sorted(map(aql.Number, texts))
    assert [str(first), str(second), str(third)] == ["44-113-3120120", "44-113-3120121", "44-20-71234567"]
    assert first < second <= third
    assert third > second >= first
    assert not first < aql.Number("44-113-3120120")
    assert (first.country, first.area_code, first.subscriber, first.e164) == (
        "44",
        "113",
        "3120120",
        "441133120120",
    )
    with pytest.raises(TypeError):
        _ = first < "44-113-3120121"


TYPE_ERRORS: list[tuple[Callable[..., Any], tuple[Any, ...], str, str | None]] = [
    (aql.Number, (1,), "'int' object is not an instance of 'str'", "number"),
    (aql.Pattern, (1,), "'int' object is not an instance of 'str'", "pattern"),
    (aql.Item, (), "Item.__new__() missing 1 required positional argument: 'number'", None),
    (aql.Item, (NUMBER, 5), "'int' object is not an instance of 'str'", "first_name"),
    (aql.Slot, (5,), "'int' object is not an instance of 'str'", "number"),
    (aql.AssignNumbers, ([7],), "'int' object is not an instance of 'str'", "items"),
    (aql.AssignNumbers, (7,), "'int' object is not iterable", "items"),
    (aql.Changed, (5,), "expected `str`, got `int`", "id"),
    (aql.Changed, (), "Changed.__new__() missing 1 required positional argument: 'id'", None),
    (aql.Assigned, ([5], []), "expected `AssignedNumber`, got `int`", "rows"),
    (aql.AssignedNumber, ("44", "6", SipPassword("x")), "expected `Number`, got `str`", "number"),
    (aql.AssignedNumber, (NUMBER, "6", "x"), "expected `SipPassword`, got `str`", "password"),
    (aql.User, (1, None, None, aql.Settings(), ()), "expected `str`, got `int`", "voipnumber"),
    (aql.User, (None, None, 3.4, aql.Settings(), ()), "expected `Decimal`, got `float`", "credit"),
    (aql.User, (None, None, None, None, ()), "expected `Settings`, got `NoneType`", "settings"),
    (aql.User, (None, None, None, aql.Settings(), [("a", 1)]), "expected `str`, got `int`", "other"),
    (aql.Settings, (1,), "expected `bool`, got `int`", "voicemailon"),
    (aql.Settings, (None, True), "expected `int`, got `bool`", "voicemaildelay"),
    (aql.Settings, (*[None] * 4, "08:30"), "expected `time`, got `str`", "forwardstart"),
    (aql.Settings, (*[None] * 12, "pigeon"), "expected `SmsAction`, got `str`", "smsaction"),
    (aql.Problem, ("c", "m", "0", None, None), "expected `int`, got `str`", "row"),
    (aql.Problem, ("c", "m", None, None, b"x"), "expected `Body`, got `bytes`", "line"),
    (aculab.Problem, ("c", "m", True, None, None, None), "expected `int`, got `bool`", "asked"),
    (aculab.Deleted, (1, []), "expected `DeletedStatus`, got `int`", "status"),
    (aculab.NotDeleted, (1, "", ""), "expected `str`, got `int`", "number"),
    (aculab.RegulationAddress, ("n", "c", None), "expected `str`, got `NoneType`", "region"),
    (
        aculab.OwnedNumber,
        ("5", "", "", "", 3.0, None, "", []),
        "expected `Decimal`, got `float`",
        "price",
    ),
    (
        aculab.OwnedNumber,
        ("5", "", "", "", None, "2011-09-14", "", []),
        "expected `date`, got `str`",
        "purchased",
    ),
    (aql.Account, ("reseller", 5), "expected `str`, got `int`", "password"),
    (aculab.Account, ("1-2-0", "bob", b"k3y"), "expected `str`, got `bytes`", "access_key"),
    (SipPassword, (5,), "expected `str`, got `int`", "text"),
    (Body, (5,), "a body is `bytes` or `str`, not `int`", "data"),
]


@pytest.mark.parametrize(("make", "given", "message", "field"), TYPE_ERRORS)
def test_what_is_of_another_type_is_refused(
    make: Callable[..., Any], given: tuple[Any, ...], message: str, field: str | None
) -> None:
    with pytest.raises(TypeError) as refused:
        make(*given)
    notes = [] if field is None else [f"while processing '{field}'"]
    assert (str(refused.value), getattr(refused.value, "__notes__", [])) == (message, notes)


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda count: aql.CheckNumbers("0113 312*", skip=count), "skip"),
        (lambda count: aql.CheckNumbers("0113 312*", show=count), "show"),
        (lambda count: aculab.TelPurchase("Germany", "Berlin", quantity=count), "quantity"),
        (lambda count: aculab.TelPurchaseDevelopment("Germany", "Berlin", quantity=count), "quantity"),
    ],
)
@pytest.mark.parametrize("count", [-1, 1 << 32, 1 << 64])
def test_a_count_that_is_out_of_range_is_invalid_input(
    make: Callable[[int], Any], field: str, count: int
) -> None:
    with pytest.raises(telwire.InvalidInput) as refused:
        make(count)
    error = refused.value
    assert (error.field, error.code) == (field, "out_of_range")
    assert str(error) == f"`{field}` must be a whole number of at most 4294967295, not `{count}`"


@pytest.mark.parametrize("one", ["44-113-3120120", b"44-113-3120120"])
@pytest.mark.parametrize(
    "make",
    [
        aql.AssignNumbers,
        aculab.TelDeleteNumbers,
        lambda one: aql.Assigned(one, ()),
        lambda one: aculab.Purchased(one, ()),
        lambda one: aculab.Deleted("OK", one),
    ],
)
def test_one_text_is_not_many(make: Callable[[Any], Any], one: object) -> None:
    with pytest.raises(TypeError) as refused:
        make(one)
    assert str(refused.value) == f"expected many, such as a list, got one `{type(one).__name__}`"


@pytest.mark.parametrize(
    "item",
    [NUMBER, "44-113-3120120", aql.Item(NUMBER), {"number": NUMBER}, {"number": str(NUMBER), "email": ""}],
)
def test_an_item_may_be_given_in_many_forms(item: Any) -> None:
    assert aql.AssignNumbers([item]) == aql.AssignNumbers(iter([NUMBER]))


@pytest.mark.parametrize(
    ("mapping", "code", "message"),
    [
        ({"number": NUMBER, "mobile": "1"}, "unknown_field", "`mobile[1]` is not a field of an item"),
        ({"email": "a@example.com"}, "missing", "`phoneNumbers[1]` is required, as `number`"),
        (
            {"number": "0113"},
            "wrong_format",
            "`phoneNumbers[1]` must be a number such as `44-113-3120120`, not `0113`",
        ),
    ],
)
def test_a_mapping_that_is_no_item_is_refused(mapping: Any, code: str, message: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        aql.AssignNumbers([NUMBER, mapping])
    assert (refused.value.code, refused.value.item, str(refused.value)) == (code, 1, message)


VARIABLES = {
    "aql": {"TELWIRE_AQL_USERNAME": "reseller", "TELWIRE_AQL_PASSWORD": "s3cret"},
    "aculab": {
        "TELWIRE_ACULAB_CLOUD_ID": "1-2-0",
        "TELWIRE_ACULAB_USERNAME": "bob",
        "TELWIRE_ACULAB_ACCESS_KEY": "k3y",
    },
}
ONE_VARIABLE = [(carrier, name) for carrier, variables in VARIABLES.items() for name in variables]


@pytest.mark.parametrize("carrier", VARIABLES)
@pytest.mark.parametrize("as_file", [False, True])
def test_an_account_is_what_the_environment_says(
    carrier: str, as_file: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in VARIABLES[carrier].items():
        path = tmp_path / name
        path.write_text(f"{text}\n", encoding="utf-8")
        monkeypatch.setenv(*((f"{name}_FILE", str(path)) if as_file else (name, text)))
    Account = named(carrier).Account  # noqa: N806
    assert Account.from_env() == Account(*VARIABLES[carrier].values())


@pytest.mark.parametrize(("carrier", "name"), ONE_VARIABLE)
def test_a_variable_that_is_missing_is_named(
    carrier: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for other, text in VARIABLES[carrier].items():
        monkeypatch.setenv(other, text)
    monkeypatch.delenv(name)
    with pytest.raises(InvalidInput) as refused:
        named(carrier).Account.from_env()
    message = f"`{name}` must be set in the environment, or `{name}_FILE`, the path of a file that holds it"
    assert (refused.value.code, refused.value.field, str(refused.value)) == ("missing", name, message)


@pytest.mark.parametrize(("carrier", "name"), ONE_VARIABLE)
def test_a_variable_that_is_empty_is_named(carrier: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for other, text in VARIABLES[carrier].items():
        monkeypatch.setenv(other, text)
    monkeypatch.setenv(name, "")
    with pytest.raises(InvalidInput) as refused:
        named(carrier).Account.from_env()
    message = f"`{name}` is set and empty: give it a value, or unset it"
    assert (refused.value.code, refused.value.field, str(refused.value)) == ("empty", name, message)


@pytest.mark.parametrize("carrier", ["aql", "aculab"])
def test_a_gateway_whose_variable_is_empty_is_not_the_carriers_own(
    carrier: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"TELWIRE_{carrier.upper()}_GATEWAY", "")
    with pytest.raises(InvalidInput, match=r"is set and empty: give it a value, or unset it$"):
        named(carrier).Gateway.from_env()


@pytest.mark.parametrize(("carrier", "name"), ONE_VARIABLE)
@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        (
            {"": "a", "_FILE": "b"},
            "",
            "`{name}` and `{name}_FILE` are both set: one of them is stale",
        ),
        (
            {"_FILE": "/nowhere/s3cret"},
            "_FILE",
            "`{name}_FILE` names a file that cannot be read: No such file or directory (os error 2)",
        ),
    ],
)
def test_a_variable_that_cannot_be_used_is_named(
    carrier: str,
    name: str,
    changed: dict[str, str],
    field: str,
    message: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for other, text in VARIABLES[carrier].items():
        monkeypatch.setenv(other, text)
    monkeypatch.delenv(name)
    for ending, text in changed.items():
        monkeypatch.setenv(f"{name}{ending}", text)
    with pytest.raises(InvalidInput) as refused:
        named(carrier).Account.from_env()
    assert (refused.value.field, str(refused.value)) == (f"{name}{field}", message.format(name=name))


@pytest.mark.parametrize("carrier", VARIABLES)
def test_a_gateway_is_what_the_environment_says(carrier: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Gateway, variable = named(carrier).Gateway, f"TELWIRE_{carrier.upper()}_GATEWAY"  # noqa: N806
    assert Gateway.from_env() == Gateway()
    monkeypatch.setenv(variable, "https://gateway.example")
    assert Gateway.from_env() == Gateway("https://gateway.example")
    monkeypatch.setenv(variable, "http://gateway.example")
    with pytest.raises(InvalidInput) as refused:
        Gateway.from_env()
    assert (refused.value.code, refused.value.field) == ("insecure", variable)


def purchased(body: str) -> aculab.Purchased:
    return aculab.TelPurchase("Germany", "Berlin", quantity=2).parse(200, body)


def assigned(body: str) -> aql.Assigned:
    return aql.AssignNumbers([NUMBER]).parse(200, body)


@pytest.mark.parametrize(
    ("answer", "rows"),
    [
        (purchased('["4930111", "4930112"]'), ("4930111", "4930112")),
        (
            aculab.TelPurchaseDevelopment("Germany", "Berlin").parse(200, '["4930111"]'),
            ("4930111",),
        ),
        (assigned("AQVOIP_OK\n44-113-3120120_612345_s3cret\n"), (ROW,)),
    ],
)
def test_an_answer_without_problems_is_complete(answer: Any, rows: tuple[Any, ...]) -> None:
    assert (answer.problems, answer.require_complete()) == ((), rows)


@pytest.mark.parametrize(
    ("answer", "call", "problem"),
    [
        (purchased('["4930111"]'), "tel_purchase", "short_purchase"),
        (
            aculab.TelPurchaseDevelopment("Germany", "Berlin").parse(200, '["4930111", "4930112"]'),
            "tel_purchase_development",
            "long_purchase",
        ),
        (
            assigned("AQVOIP_OK\n44-113-3120120_612345_s3cret\ns3cret\n"),
            "assign_numbers",
            "unreadable_line",
        ),
    ],
)
def test_an_answer_with_problems_is_raised_with_all_that_it_says(
    answer: Any, call: str, problem: str
) -> None:
    assert [found.code for found in answer.problems] == [problem]
    with pytest.raises(Malformed) as raised:
        answer.require_complete()
    error = raised.value
    assert (error.code, error.call, error.expected) == ("problems", call, str(answer.problems[0]))
    assert str(error) == f"`{call}` succeeded, but its answer has problems: {answer.problems[0]}"
    assert error.salvaged is answer


def raised_by(act: Callable[[], object]) -> telwire.Error:
    with pytest.raises(telwire.Error) as raised:
        act()
    return raised.value


ERRORS: dict[str, Callable[[], telwire.Error]] = {
    "InvalidInput": lambda: raised_by(lambda: aql.AssignNumbers(["0113"])),
    "Refused": lambda: raised_by(lambda: aql.CheckNumbers("0113 3*").parse(200, "AQVOIP_AUTH_ERROR\n")),
    "Malformed": lambda: raised_by(
        lambda: aql.CheckNumbers("0113 3*").parse(200, "AQVOIP_OK\n44-113-3120120_44", complete=False)
    ),
    "NotSent": lambda: aql.ListUsers().failed("not_sent"),
    "NoAnswer": lambda: aculab.TelDeleteNumbers(["4930111"]).failed("no_answer"),
    "Misuse": lambda: raised_by(lambda: aql.ListUsers().request().url),
}


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_is_the_same_in_another_process(name: str) -> None:
    error = ERRORS[name]()
    error.add_note("while testing")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error) is named(name)
    assert (str(again), again.args, vars(again)) == (str(error), error.args, vars(error))
    assert (again, hash(again)) == (error, hash(error))
    assert again != ERRORS[name]()
    assert error.to_dict() == {
        "kind": error.kind,
        "code": error.code,
        "outcome": error.outcome,
        "message": str(error),
    }


def test_what_was_salvaged_is_pickled_too() -> None:
    again = pickle.loads(pickle.dumps(ERRORS["Malformed"]()))
    assert (again.salvaged, again.body.reveal()) == ([NUMBER], b"AQVOIP_OK\n44-113-3120120_44")


@pytest.mark.parametrize(
    "answer",
    [
        "<html>s3cret</html>",
        "AQVOIP_GEN_ERROR\ns3cret",
        "AQVOIP_OK\n44-113-3120120_612345_s3cret\ns3cret\n",
    ],
)
def test_the_answer_to_an_assign_is_left_out_of_pickles(answer: str) -> None:
    error = raised_by(lambda: assigned(answer).require_complete())
    assert isinstance(error, telwire.Refused | telwire.Malformed)
    assert error.body is not None
    pickled = pickle.dumps(error)
    again = pickle.loads(pickle.dumps(pickle.loads(pickled)))
    note = "what came may hold SIP passwords: it was left out when this error was pickled"
    assert b"s3cret" not in pickled
    left_out = {"body": None} | ({"salvaged": None} if isinstance(error, Malformed) else {})
    assert vars(again) == {**vars(error), **left_out, "__notes__": [note]}
    assert (error.body.reveal() == b"") == (error.code == "problems")


def test_invalid_input_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="must be a number such as"):
        aql.Number("0113")


def test_an_interruption_keeps_what_it_tells() -> None:
    told = telwire.Interrupted("stopped", report=("a", 1), journal="order.journal")
    again = pickle.loads(pickle.dumps(told))
    assert (again.args, vars(again)) == (("stopped",), {"report": ("a", 1), "journal": "order.journal"})


def test_threads_may_read_answers_at_once() -> None:
    texts = [f"44-113-{number}" for number in range(3_120_000, 3_125_000)]
    body = "AQVOIP_OK\n" + "_".join(texts) + "\n"
    call = aql.CheckNumbers("0113 312*")
    assert len(body) > 1 << 16, "short bodies are read without letting other threads run"
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: call.parse(200, body), range(32)))
    expected = [aql.Number(text) for text in texts]
    assert all(answer == expected for answer in answers)


LISTING = """{
    "493011": {"country": "Eire", "price": "3.00", "region": "Köln", "purchased": "2011-09-14", "did_type": "mobile"},
    "493012": {"country": "Eire", "price": "3.00", "region": "K\\u00f6ln", "purchased": "2011-09-14", "did_type": "x"},
    "1213": {"state": "Ohio", "country": "USA", "price": "0.5", "region": "", "purchased": "2024-02-29", "did_type": ""}
}"""

LISTED = [
    aculab.OwnedNumber("493011", "Eire", None, "Köln", Decimal("3.00"), date(2011, 9, 14), "mobile", ()),
    aculab.OwnedNumber("493012", "Eire", None, "Köln", Decimal("3.00"), date(2011, 9, 14), "x", ()),
    aculab.OwnedNumber("1213", "USA", "Ohio", "", Decimal("0.5"), date(2024, 2, 29), "", ()),
]


@pytest.mark.parametrize("given", [str, str.encode, lambda text: bytearray(text.encode())])
def test_numbers_of_a_listing_are_values_like_any_other(given: Callable[[str], Any]) -> None:
    body = given(LISTING)
    numbers = aculab.TelListNumbers().parse(200, body)
    if isinstance(body, bytearray):
        body[:] = bytes(len(body))
    assert numbers == LISTED
    assert [*map(hash, numbers)] == [*map(hash, LISTED)]
    assert [*map(repr, numbers)] == [*map(repr, LISTED)]
    assert pickle.loads(pickle.dumps(numbers)) == LISTED


def test_a_long_listing_keeps_its_order_while_threads_read_it() -> None:
    entry = '{"country": "USA", "price": "1.00", "region": "R%d", "purchased": "2024-02-29", "did_type": "national"}'
    body = "{" + ",".join(f'"{number}": {entry % number}' for number in range(10_000)) + "}"
    call = aculab.TelListNumbers()
    with ThreadPoolExecutor(4) as threads:
        for numbers in threads.map(lambda _: call.parse(200, body), range(8)):
            assert [(owned.number, owned.region) for owned in numbers] == [
                (str(number), f"R{number}") for number in range(10_000)
            ]


def test_days_and_prices_are_right_however_many_there_are() -> None:
    days = [date(2000, 1, 1) + timedelta(days=count) for count in range(5000)]
    prices = [Decimal(count) / 1000 for count in range(5000)]
    entries = (
        f'"{count}": {{"country": "", "region": "", "did_type": "", "price": "{price:f}", "purchased": "{day}"}}'
        for count, (day, price) in enumerate(zip(days, prices, strict=True))
    )
    numbers = aculab.TelListNumbers().parse(200, "{" + ",".join(entries) + "}")
    for _ in range(2):
        assert [owned.purchased for owned in numbers] == days
        assert [owned.price for owned in numbers] == prices


def test_a_price_may_be_written_with_an_exponent() -> None:
    owned = aculab.OwnedNumber("5", "", None, "", Decimal("1.2E+3"), None, "", ())
    assert str(owned.price) == "1200"
