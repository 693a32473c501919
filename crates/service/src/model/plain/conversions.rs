//! Conversions (rules 12.1 to 12.17).

use super::{ChangeState, Conversion, DAY, Plain, Verdict, must};
use crate::model::act::By;
use contract::Code;

impl Plain {
    /// Whether invitations stand in the way depends on when it is judged (rules 12.2, 12.16).
    fn must_be_convertible(&self, who: usize, even_invited: bool) -> Verdict {
        self.must_be_confirmed(who)?;
        self.must_not_be_locked(who)?;
        let belongs = self.members.keys().any(|(_, member)| *member == who);
        let mut invitations = self.invitations.iter();
        let invited = invitations.any(|((_, invited), row)| *invited == who && self.is_open(row));
        must(!belongs && (even_invited || !invited), Code::ConversionIsMember)?;
        self.must_not_be_frozen(who)?;
        self.must_not_be_in_deletion(who)?;
        self.must_have_no_open_change(who)
    }

    fn must_be_an_administrator(&self, administrator: usize, who: usize) -> Verdict {
        must(administrator != who, Code::AdministratorIsSame)?;
        must(
            self.account(administrator).confirmed.is_some(),
            Code::AdministratorUnconfirmed,
        )?;
        must(
            !self.account(administrator).organization,
            Code::AdministratorIsOrganization,
        )
    }

    /// How many keys would stop working.
    fn lost_keys(&self, who: usize) -> usize {
        let held = self
            .keys
            .iter()
            .filter(|key| key.holder == who && !key.revoked && !key.gone);
        held.filter(|key| key.owner != who && self.is_live_key(key)).count()
    }

    pub(super) fn request_conversion(&mut self, by: By, administrator: usize, code: bool, right: bool) -> Verdict {
        let who = self.caller(by)?;
        self.must_be_convertible(who, false)?;
        let full = self.sessions[self.session(by).unwrap()].full;
        must(full || self.account(who).login.is_none(), Code::LoginPresent)?;
        let administrator = self.named(administrator).ok_or(Code::AccountUnknown)?;
        self.must_be_an_administrator(administrator, who)?;
        if full {
            self.must_show_login(who, right)?;
        }
        let (restricted, second_shown) = (!full, !full && self.account(who).two_factor);
        let takes_code = restricted && self.takes_code(by)?;
        self.must_come_with(who, takes_code, code)?;
        self.use_codes(who, takes_code);
        if let Some(earlier) = self.open_conversion(who) {
            self.write_if_wanted("ConversionEnded", earlier.administrator);
        }
        self.tell("ConversionRequested", administrator);
        self.write_if_wanted("ConversionRequested", administrator);
        self.warn("ConversionInitiated", who);
        let (made, keys, demands) = (self.now, self.lost_keys(who), self.demanded_under(administrator));
        self.conversions.insert(
            who,
            Conversion {
                administrator,
                made,
                keys,
                demands,
                restricted,
                second_shown,
                due: None,
            },
        );
        Ok(())
    }

    /// The conversion that an account has asked for and that waits.
    pub fn open_conversion(&self, who: usize) -> Option<Conversion> {
        let found = self.conversions.get(&who).copied();
        found.filter(|row| row.due.is_some() || self.now < row.made + 7 * DAY)
    }

    pub(super) fn conversion_of(&self, account: usize) -> Result<(usize, Conversion), Code> {
        let account = self.named(account).ok_or(Code::ConversionNotFound)?;
        let found = self.open_conversion(account);
        found.map(|row| (account, row)).ok_or(Code::ConversionNotFound)
    }

    fn conversion_for(&self, administrator: usize, account: usize) -> Result<(usize, Conversion), Code> {
        let found = self.conversion_of(account)?;
        must(found.1.administrator == administrator, Code::ConversionNotFound)?;
        Ok(found)
    }

    pub(super) fn accept_conversion(&mut self, by: By, account: usize) -> Verdict {
        let administrator = self.acting(by)?;
        let (who, conversion) = self.conversion_for(administrator, account)?;
        must(conversion.due.is_none(), Code::ConversionNotFound)?;
        self.must_still_be_wanted(who, &conversion, false)?;
        self.must_have_no_open_change(administrator)?;
        self.must_do_no_more(who, &conversion)?;
        if conversion.restricted {
            self.warn("ConversionWaits", who);
            self.warn("ConversionWaits", administrator);
            let due = Some(self.now + 3 * DAY);
            self.conversions.insert(who, Conversion { due, ..conversion });
        } else {
            self.convert(who, administrator);
        }
        Ok(())
    }

    /// All that is judged again, when it is accepted and when it takes effect.
    fn must_still_be_wanted(&self, who: usize, conversion: &Conversion, even_invited: bool) -> Verdict {
        let administrator = conversion.administrator;
        self.must_be_convertible(who, even_invited)?;
        must(
            !conversion.restricted || self.account(who).login.is_none(),
            Code::LoginPresent,
        )?;
        let as_good_as_none = conversion.restricted && self.account(who).two_factor && !conversion.second_shown;
        must(!as_good_as_none, Code::ConversionNotFound)?;
        self.must_be_an_administrator(administrator, who)?;
        self.must_not_be_frozen(administrator)?;
        self.must_not_be_in_deletion(administrator)
    }

    /// Than what was shown (rule 12.11).
    fn must_do_no_more(&self, who: usize, conversion: &Conversion) -> Verdict {
        let demands = self.demanded_under(conversion.administrator);
        let no_more = self.lost_keys(who) <= conversion.keys && (demands.is_none() || demands == conversion.demands);
        must(no_more, Code::ConsequencesChanged)
    }

    /// The wait is over: it takes effect or ends without (rule 12.16).
    pub(super) fn finish_conversion(&mut self, who: usize) {
        let due = self.conversions.get(&who).copied();
        let Some(conversion) = due.filter(|row| row.due.is_some_and(|due| self.now >= due)) else {
            return;
        };
        let still = self.must_still_be_wanted(who, &conversion, true);
        if still.and_then(|()| self.must_do_no_more(who, &conversion)).is_ok() {
            self.convert(who, conversion.administrator);
        } else {
            self.conversions.remove(&who);
        }
    }

    fn convert(&mut self, who: usize, administrator: usize) {
        self.end_sessions(who, None);
        for key in self.keys.iter_mut().filter(|key| key.holder == who && !key.revoked) {
            key.gone |= key.owner != who;
            key.holder = administrator;
        }
        self.conversions.remove(&who);
        let named = |(asked, _): &(&usize, &Conversion)| {
            self.open_conversion(**asked)
                .is_some_and(|row| row.administrator == who)
        };
        let ended: Vec<_> = self.conversions.iter().filter(named).map(|(asked, _)| *asked).collect();
        for asked in ended {
            self.write_to("ConversionEnded", asked);
        }
        self.conversions.retain(|_, row| row.administrator != who);
        self.warn("ConversionDone", who);
        self.invitations.retain(|(_, invited), _| *invited != who);
        for change in self.login_changes.iter_mut().filter(|change| change.account == who) {
            change.state = ChangeState::Over;
        }
        let demands = self.demanded_under(administrator);
        let account = self.account_mut(who);
        (account.organization, account.demands) = (true, demands);
        (account.login, account.codes) = (None, 0);
        (account.two_factor, account.password, account.failures) = (false, None, (0, 0));
        self.recoveries.retain(|_, request| request.account != Some(who));
        self.drop_recoveries(who);
        self.members.insert((who, administrator), true);
    }

    pub(super) fn reject_conversion(&mut self, by: By, account: usize) -> Verdict {
        let administrator = self.caller(by)?;
        let (who, _) = self.conversion_for(administrator, account)?;
        self.conversions.remove(&who);
        self.write_to("ConversionEnded", who);
        Ok(())
    }

    pub(super) fn reject_by_link(&mut self, account: usize) -> Verdict {
        let (who, row) = self.conversion_of(account)?;
        must(self.now < row.made + 7 * DAY, Code::ConversionNotFound)?;
        self.conversions.remove(&who);
        self.write_to("ConversionEnded", who);
        Ok(())
    }

    /// With the link of the account itself, or of the administrator, who then is told in any case too.
    pub(super) fn stop_conversion(&mut self, account: usize, own: bool) -> Verdict {
        let (who, row) = self.conversion_of(account)?;
        must(row.due.is_some(), Code::ConversionNotFound)?;
        self.conversions.remove(&who);
        self.write_to("ConversionEnded", who);
        if own {
            self.write_if_wanted("ConversionEnded", row.administrator);
        } else {
            self.write_to("ConversionEnded", row.administrator);
        }
        Ok(())
    }

    pub(super) fn cancel_conversion(&mut self, by: By) -> Verdict {
        let who = self.caller(by)?;
        let row = self.open_conversion(who).ok_or(Code::ConversionNotFound)?;
        self.conversions.remove(&who);
        self.write_if_wanted("ConversionEnded", row.administrator);
        Ok(())
    }
}
