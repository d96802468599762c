# Answer of POST /indicators/search -> [{id, version, type, value, verdict, source, firstSeen, lastSeen, expiresAt}].
need_object("a search answer")
| [.iocObjects | list[] | objects
    | {
        id: (.id | text),
        version: .version,
        type: (.indicator_type | filled),
        value: .value,
        verdict: (["unknown", "benign", "suspicious", "malicious"][.score // 0] // "unknown"),
        sources: [.sourceBrands | list[] | text],
        firstSeen: (.firstSeen | known_instant),
        lastSeen: (.lastSeen | known_instant),
        expiresAt: (.expiration | known_instant)
      }]
