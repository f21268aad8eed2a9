interface MoneyProps {
  /** The exact amount, as the carrier wrote it, such as `1.50`. */
  readonly amount: string;
  /** The currency, such as `GBP`; left out where the carrier names none. */
  readonly currency?: string | null | undefined;
}

/** An amount, never rounded: it is written as it came, with the thousands parted. */
export function Money({ amount, currency }: MoneyProps) {
  const [whole = "", part] = amount.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const text = part === undefined ? grouped : `${grouped}.${part}`;
  return <span class="number">{currency == null ? text : `${text} ${currency}`}</span>;
}
