namespace Sweep.Storage.Archives;

/// <summary>What the values of a column are, and as what they travel: the same whichever database has them.</summary>
public enum ArchiveKind
{
    /// <summary>A <see cref="Guid"/>.</summary>
    Id,

    /// <summary>A <see cref="string"/>.</summary>
    Text,

    /// <summary>A <see cref="string"/> with a JSON document. PostgreSQL gives it back with other spaces and another order of members.</summary>
    Json,

    /// <summary>An <see cref="int"/>.</summary>
    Whole,

    /// <summary>A <see cref="long"/>.</summary>
    LongWhole,

    /// <summary>A <see cref="double"/>.</summary>
    Real,

    /// <summary>A <see cref="bool"/>.</summary>
    Flag,

    /// <summary>A <see cref="DateTimeOffset"/> in UTC, in whole microseconds.</summary>
    Time,

    /// <summary>An array of <see cref="byte"/>.</summary>
    Bytes,

    /// <summary>An array of <see cref="int"/>.</summary>
    Wholes,

    /// <summary>An array of <see cref="float"/>.</summary>
    Floats,

    /// <summary>An array of <see cref="double"/>.</summary>
    Reals,
}
