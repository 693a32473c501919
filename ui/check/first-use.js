// What stopped somebody at their first use because the same words stood where something else was so.

/** The pages whose words have to tell two things apart, one line for each that does not. */
export function alike(languages) {
  const found = [];
  for (const [language, { wizards }] of Object.entries(languages)) {
    const { steps, choices, fields } = wizards;
    const apart = (what, one, other) => {
      if (one === other) found.push(`${language}: ${what} says the same of both`);
    };
    const prove = steps.two_factor_prove.lead;
    apart('two_factor_prove, before two-factor is on and before it is off', prove({ is: false }), prove({ is: true }));
    const make = choices.new_codes;
    apart('new_codes, with codes and without', make.title({ count: 0 }), make.title({ count: 3 }));
    const recovered = steps.recover_done.lead;
    apart('recover_done, with a recovery code and without', recovered({}), recovered({ count: 3 }));
    const done = (word) => steps.members_done.lead({ organization: 'Contoso', word });
    apart('members_done, of an invitation and of a member', done('cancel'), done('remove'));
    const label = steps.guided_contact_email_address.fields.email.label;
    apart('guided_contact_email_address, of the present address and the new one', label, fields.email.label);
  }
  return found;
}
