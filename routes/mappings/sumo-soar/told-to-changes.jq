# {rows, watermark, more} and $input: {connection} -> {cases, watermark, more}.
{cases: [.rows[] | incident_in], watermark, more}
