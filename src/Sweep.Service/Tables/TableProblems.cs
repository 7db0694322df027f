using Sweep.Core.Texts;

namespace Sweep.Service.Tables;

/// <summary>All that is wrong with a file of data: the first are told, the others counted.</summary>
public sealed class TableProblems
{
    private const int MostTold = 20;

    private readonly List<Problem> _told = [];

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<Problem> Told => _told;

    /// <summary>"and 1,214 more", of those that are not told; null where all are.</summary>
    public string? Untold => Count > _told.Count ? Invariant($"and {Count - _told.Count:N0} more") : null;

    internal void Add(Problem problem)
    {
        Count++;
        if (_told.Count < MostTold)
            _told.Add(problem);
    }

    /// <summary>A cell, or a whole row where there is no column.</summary>
    internal void AddCell(string place, string? column, string value, string rule, string remedy = "")
    {
        Count++;
        if (_told.Count < MostTold)
            _told.Add(new Problem(column is null ? place : $"{place}, {column}", value, rule, remedy) { IsQuoted = value.Length > 0 });
    }

    /// <summary>Numbers as people read them, in English wherever this runs.</summary>
    internal static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
