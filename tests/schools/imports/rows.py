"""An ordinary row of each of GIAS’s files."""

ROW = {
    "URN": "100001",
    "LA (code)": "886",
    "LA (name)": "Kent",
    "EstablishmentName": "Ashford School",
    "TypeOfEstablishment (code)": "1",
    "EstablishmentStatus (code)": "1",
    "OpenDate": "01-09-1990",
    "CloseDate": "",
    "Postcode": "TN24 8PB",
    "SchoolWebsite": "www.ashford.example",
    "MainEmail": "Office@Ashford.example",
    "AlternativeEmail": "head@ashford.example",
    "Section41Approved (name)": "Not applicable",
    "DistrictAdministrative (code)": "E07000105",
    "Ignored": "x",
}
LINK = {
    "URN": "100001",
    "LinkURN": "100002",
    "LinkName": "Ashford Academy",
    "LinkType": "Successor",
    "LinkEstablishedDate": "31-08-2021",
}
