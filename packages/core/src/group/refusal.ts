/** The group cannot be carried out as it stands; every reason that could be found is in it. Nothing was sent. */
export interface GroupRefused {
  readonly _tag: 'GroupRefused';
  readonly reasons: ReadonlyArray<GroupReason>;
}

/**
 * One reason, and the record that it is about.
 *
 * `Cycle`: members wait for each other, by what was said or by the sequencing. `NeverFits`: even if everything goes well,
 * there is never room for it within the limits. `NotYetASettlement`: it is to be created, so that nobody can consent to it
 * beforehand. `NoLimit`: it sends an asset that no limit names.
 */
export interface GroupReason {
  readonly _tag:
    | 'NoMembers'
    | 'TooManyMembers'
    | 'MemberTwice'
    | 'SettlementTwice'
    | 'UnknownMember'
    | 'Cycle'
    | 'LimitTwice'
    | 'NoLimit'
    | 'NotYetASettlement'
    | 'NeverFits';
  /** The record, such as `member M1` or `limit of BTC`. */
  readonly at: string;
  /** What, in a clause. */
  readonly what: string;
}
