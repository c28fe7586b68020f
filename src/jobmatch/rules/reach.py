"""Which licences lie within a person's reach by their major: the law lets only some majors sit for them."""

from __future__ import annotations

from jobmatch.taxonomy.majors import covers

NURSING = ("A100209", "A100228", "B1005", "C1004")
MEDICINE = ("A1002", "A1003", "A1004", "A1005", "A1006", "B1003", "B1006", "B1007", "B1008", "B1009", "C1001", "C1008")
PHARMACY = ("A1007", "A1008", "B1010", "B1011", "C1009")
MEDICAL_TECHNOLOGY = ("A1010", "B1004", "C1002", "C1003")
LAW = ("06",)

# Beginnings of licence codes, and the majors that may sit: 护士条例 7, 医师法 9–10, 人社部发〔2021〕51号, 法考 rules.
MAY_SIT = (
    (("nurse_", "midwife_", "dialysis_"), NURSING),
    (("physician", "assistant_physician", "rural_assistant", "village_doctor", "residency_", "assistant_gp"), MEDICINE),
    (("pharmacist", "licensed_pharmacist"), PHARMACY),
    (("lab_", "imaging_", "large_medical", "rehab_"), MEDICAL_TECHNOLOGY),
    (("bar", "lawyer"), LAW),
)


def may_sit(licence_code: str, major_code: str | None) -> bool:
    """Whether a graduate of the major could obtain the licence; where the law bars some, an unknown major may not.

    >>> may_sit("nurse_exam", "C100401"), may_sit("nurse_exam", "B120203"), may_sit("cet4", None)
    (True, False, True)
    """
    majors = next((majors for beginnings, majors in MAY_SIT if licence_code.startswith(beginnings)), None)
    return majors is None or (major_code is not None and any(covers(listed, major_code) for listed in majors))
