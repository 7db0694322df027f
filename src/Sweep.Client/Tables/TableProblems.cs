using Sweep.Client.Formatting;
using Sweep.Client.Terminal;

namespace Sweep.Client.Tables;

/// <summary>All that is wrong with a file of data: the first are told, the others counted.</summary>
internal sealed class TableProblems
{
    public const int MostTold = 20;

    private readonly List<Problem> _told = [];

    public long Count { get; private set; }

    public void Add(Problem problem)
    {
        Count++;
        if (_told.Count < MostTold)
            _told.Add(problem);
    }

    /// <summary>A cell, or a whole row where there is no column.</summary>
    public void AddCell(string place, string? column, string value, string rule, string remedy = "")
    {
        Count++;
        if (_told.Count < MostTold)
            _told.Add(new Problem(column is null ? place : $"{place}, {column}", value, rule, remedy) { IsQuoted = value.Length > 0 });
    }

    /// <exception cref="CliException">There are problems.</exception>
    public void ThrowIfAny(string file)
    {
        if (Count == 0)
            return;
        List<string> lines = [$"{Printable.Of(file)} is no data set ({(Count == 1 ? "1 error" : $"{Figures.Count(Count)} errors")}):"];
        lines.AddRange(_told.Select(problem => $"  {problem}"));
        if (Count > _told.Count)
            lines.Add($"  and {Figures.Count(Count - _told.Count)} more");
        throw new CliException(ExitCodes.Usage, lines);
    }
}
