//! Why a gallery did not do what it was asked: in its own words, or in those of what stands between.

use super::transport::read_limited;
use contract::{Code, Problem};
use reqwest::{Response, StatusCode};
use serde::Deserialize;
use std::{error::Error, io};

/// From how many seconds on a difference of the clocks is the reason for what was refused for its time.
const SKEW_NAMED: u64 = 120;

/// A problem with a code that this version does not know.
#[derive(Deserialize)]
struct Unknown {
    code: String,
}

/// The gallery's own problem, or what the status alone says.
pub(super) async fn refusal(response: Response) -> Problem {
    let status = response.status();
    let body = read_limited(response).await.unwrap_or_default();
    match serde_json::from_slice::<Problem>(&body) {
        // Only the status that goes with it makes it the gallery's word that a session has ended.
        Ok(problem) if problem.code == Code::SessionRequired && status != StatusCode::UNAUTHORIZED => {
            with_status(Code::GalleryFailed, status)
        }
        Ok(problem) => Problem {
            status: status.as_u16(),
            ..problem
        },
        Err(_) if serde_json::from_slice::<Unknown>(&body).is_ok_and(|unknown| !unknown.code.is_empty()) => {
            with_status(Code::GalleryFailed, status)
        }
        Err(_) => with_status(of_status(status), status),
    }
}

fn of_status(status: StatusCode) -> Code {
    match status {
        StatusCode::TOO_MANY_REQUESTS => Code::TooManyRequests,
        _ if is_out_of_order(status) => Code::GalleryUnreachable,
        _ if status.is_server_error() => Code::GalleryFailed,
        _ => Code::NotAGallery,
    }
}

/// What stands in front of a gallery says so, or the gallery itself does.
pub(super) fn is_out_of_order(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::BAD_GATEWAY | StatusCode::GATEWAY_TIMEOUT
    )
}

pub(super) fn with_status(code: Code, status: StatusCode) -> Problem {
    Problem {
        status: status.as_u16(),
        ..Problem::new(
            code,
            format!("status {} without a problem code of this version", status.as_u16()),
        )
    }
}

/// Names the clock as the reason of a refusal that was about time, where the clocks differ by minutes.
pub(super) fn name_skew(problem: Problem, skew: i64) -> Problem {
    if skew.unsigned_abs() <= SKEW_NAMED || !is_about_time(&problem) {
        return problem;
    }
    let detail = format!("the gallery's clock is {skew} seconds ahead; {problem}");
    Problem {
        code: Code::ClockSkewed,
        detail,
        ..problem
    }
}

fn is_about_time(problem: &Problem) -> bool {
    let times = ["has expired", "not valid yet", "in the future"];
    match problem.code {
        Code::ProofExpired | Code::SignInNotFresh => true,
        Code::IdTokenInvalid => times.iter().any(|words| problem.detail.contains(words)),
        _ => false,
    }
}

/// Why there is no answer: a connection that cannot be trusted is told apart from one that cannot be made.
pub(super) fn unreachable_problem(error: &reqwest::Error) -> Problem {
    if let Some(refusal) = error.source().and_then(tls_refusal).filter(|_| error.is_connect()) {
        return Problem::new(Code::GalleryNotTrusted, refusal);
    }
    let detail = if error.is_timeout() {
        "no answer in time"
    } else {
        "no connection"
    };
    Problem::new(Code::GalleryUnreachable, detail)
}

/// What the TLS layer says where it refused: it reports that as data that cannot be used, inside other errors.
fn tls_refusal(error: &(dyn Error + 'static)) -> Option<String> {
    let io = error.downcast_ref::<io::Error>();
    if io.is_some_and(|error| error.kind() == io::ErrorKind::InvalidData) {
        return Some(error.to_string());
    }
    // An I/O error's source is the source of what it holds, so what it holds is looked at by itself.
    match io.and_then(io::Error::get_ref) {
        Some(inner) => tls_refusal(inner),
        None => tls_refusal(error.source()?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skewed(code: Code, detail: &str, skew: i64) -> Code {
        name_skew(Problem::new(code, detail), skew).code
    }

    #[test]
    fn a_refusal_for_its_time_names_the_clock_only_where_the_clocks_differ_by_more_than_two_minutes() {
        assert_eq!(skewed(Code::ProofExpired, "", 120), Code::ProofExpired);
        for skew in [121, -121, 3600] {
            assert_eq!(skewed(Code::ProofExpired, "", skew), Code::ClockSkewed);
            assert_eq!(
                skewed(Code::IdTokenInvalid, "the ID token has expired (rule 2.4)", skew),
                Code::ClockSkewed
            );
        }
    }

    #[test]
    fn what_is_not_about_time_never_names_the_clock() {
        assert_eq!(
            skewed(Code::IdTokenInvalid, "the ID token answers another request", 3600),
            Code::IdTokenInvalid
        );
        assert_eq!(skewed(Code::ProofInvalid, "", 3600), Code::ProofInvalid);
    }
}
