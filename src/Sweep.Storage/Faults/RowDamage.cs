namespace Sweep.Storage.Faults;

/// <summary>A value in the database that Sweep never writes: somebody else has.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column; several with "or" between where the value depends on them.</param>
/// <param name="Sweep">The sweep's id; null where that itself cannot be read.</param>
/// <param name="Number">The trial; null where the row is of none.</param>
/// <param name="Problem">"\"abc\" is no whole number".</param>
public sealed record RowDamage(string Table, string Column, Guid? Sweep, long? Number, string Problem)
{
    /// <summary>Name or hash of the data set where the row is one of data; null where it is a sweep's.</summary>
    public string? DataSet { get; init; }

    /// <summary>Id of the key where the row is one of the API's keys.</summary>
    public string? Key { get; init; }

    /// <summary>"trials.iterations of sweep …, trial 17: "abc" is no whole number".</summary>
    public override string ToString()
    {
        if (DataSet is { } set)
            return $"{Table}.{Column} of data set {set}: {Problem}";
        if (Key is { } key)
            return $"{Table}.{Column} of key {key}: {Problem}";
        var trial = Number is { } number ? FormattableString.Invariant($", trial {number}") : "";
        return $"{Table}.{Column} of sweep {(Sweep is { } id ? id.ToString("d") : "?")}{trial}: {Problem}";
    }
}
