use super::*;

/// Texts as Microsoft words them, each with the error that comes with it.
const CANCELLED: (&str, &str) = (
    "access_denied",
    "AADSTS65004: User declined to consent to access the app.\r\nTrace ID: 11111111-2222-4333-8444-555555555500",
);
const CANCELLED_PERSONAL: (&str, &str) = (
    "access_denied",
    "The user has denied access to the scope requested by the client application.",
);
const UNMANAGED: (&str, &str) = (
    "access_denied",
    "AADSTS65005: Using application 'NuGet Accounts' is currently not supported for your organization yourdomain.com \
     because it is in an unmanaged state. An administrator needs to claim ownership of the company by DNS validation of \
     yourdomain.com before the application NuGet Accounts can be provisioned.",
);

#[test]
fn a_person_who_cancels_is_told_nothing_is_wrong() {
    for (error, description) in [CANCELLED, CANCELLED_PERSONAL, ("access_denied", "")] {
        assert_eq!(classify(error, description), Class::Cancelled, "{description}");
        assert_eq!(problem(error, description).code, Code::SignInCancelled);
    }
}

#[test]
fn an_unmanaged_directory_is_known_by_number_and_word() {
    let (error, description) = UNMANAGED;
    assert_eq!(classify(error, description), Class::UnmanagedTenant);
    assert_eq!(problem(error, description).code, Code::UnmanagedTenant);
    let longer = description.replace("65005", "650051").replace("unmanaged", "Unmanaged");
    assert_eq!(classify("invalid_client", &longer), Class::UnmanagedTenant);
}

#[test]
fn the_same_number_without_the_word_is_the_operators_matter() {
    let description = "AADSTS65005: The application required resource access list does not contain applications.";
    assert_eq!(classify("invalid_resource", description), Class::OperatorMistake);
    assert_eq!(classify("access_denied", "an unmanaged thing"), Class::Cancelled);
}

/// Every row of the table in Microsoft's error code reference that people can meet.
#[test]
fn every_known_number_has_its_class() {
    let rows: [(Class, &[u32]); 9] = [
        (Class::Cancelled, &[65004]),
        (Class::Consent, &[65001, 90094, 90095, 90008, 50015]),
        (
            Class::WrongAccount,
            &[50020, 16000, 16003, 50034, 51004, 50014, 90072, 500_208],
        ),
        (Class::SecondFactor, &[50076, 50079, 50072, 50074, 50078, 50158]),
        (
            Class::Policy,
            &[
                53000, 53001, 53002, 53003, 530_032, 530_034, 53011, 50131, 500_021, 500_022, 500_212, 500_213, 50105,
            ],
        ),
        (
            Class::OperatorMistake,
            &[
                650_056, 650_052, 650_057, 500_011, 700_016, 50194, 9_002_332, 90130, 9_001_023, 700_054, 50011,
            ],
        ),
        (
            Class::OperatorMistake,
            &[900_971, 70011, 700_022, 7_000_215, 7_000_222, 7_000_218, 700_027],
        ),
        (
            Class::Transient,
            &[90033, 90006, 90012, 50033, 90024, 50196, 90055, 70012],
        ),
        (
            Class::Expired,
            &[
                70008, 700_082, 700_084, 70043, 50173, 50089, 50132, 50133, 54005, 501_481, 50147, 700_005, 9_002_313,
                50058,
            ],
        ),
    ];
    for (class, numbers) in rows {
        for number in numbers {
            assert_eq!(
                classify("access_denied", &format!("AADSTS{number}: text")),
                class,
                "{number}"
            );
        }
    }
}

#[test]
fn without_a_known_number_the_error_decides() {
    for (error, class) in [
        ("consent_required", Class::Consent),
        ("interaction_required", Class::SecondFactor),
        ("login_required", Class::Expired),
        ("invalid_grant", Class::Expired),
        ("account_selection_required", Class::WrongAccount),
        ("temporarily_unavailable", Class::Transient),
        ("server_error", Class::Transient),
        ("unauthorized_client", Class::OperatorMistake),
        ("something_new", Class::Other),
        ("", Class::Other),
    ] {
        assert_eq!(
            classify(
                error,
                "AADSTS1: unheard of, AADSTS: none, AADSTS99999999999999999999: too long"
            ),
            class,
            "{error}"
        );
    }
}

#[test]
fn a_known_number_counts_behind_an_unknown_one() {
    assert_eq!(classify("x", "AADSTS1: see AADSTS50076"), Class::SecondFactor);
}

#[test]
fn a_problem_carries_the_first_line_of_what_the_provider_says() {
    let (error, description) = CANCELLED;
    let shown = problem(error, description).provider;
    assert_eq!(
        shown.as_deref(),
        Some("access_denied: AADSTS65004: User declined to consent to access the app.")
    );
    assert_eq!(
        problem("server_error", " \r\n ").provider.as_deref(),
        Some("server_error")
    );
}

#[test]
fn a_problem_for_the_log_holds_nothing_that_the_provider_says() {
    let problem = problem(
        "access_denied",
        "AADSTS50020: User account 'ada@contoso.example' does not exist in tenant",
    );
    assert!(!problem.detail.contains("ada"));
    assert_eq!((problem.code, problem.status), (Code::SignInRefused, 0));
}

#[test]
fn a_long_text_is_cut_at_a_character() {
    let shown = problem("server_error", &"é".repeat(1000)).provider.unwrap_or_default();
    assert_eq!(shown.chars().count(), SHOWN_LIMIT + 1);
    assert!(shown.ends_with('…'));
}

#[test]
fn controls_are_left_out() {
    assert_eq!(
        problem("server\u{1b}[31m_error", "a\u{7}b").provider.as_deref(),
        Some("server[31m_error: ab")
    );
}
