//! What the random sequences have found, each told again as short as it can be.

use super::{
    act::{Act, By, Which},
    story,
};

fn by(name: usize) -> By {
    By {
        name,
        which: Which::Latest,
    }
}

#[tokio::test]
async fn who_created_an_organization_and_becomes_one_later_is_no_damage() {
    story(vec![
        Act::DeleteOrganization {
            by: by(0),
            organization: 4,
        },
        Act::RequestConversion {
            by: by(0),
            administrator: 2,
            right: true,
        },
        Act::AcceptConversion { by: by(2), account: 0 },
    ])
    .await;
}
