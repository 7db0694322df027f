using Sweep.Core.Spaces;

namespace Sweep.Storage.Relational;

/// <summary>What many trials of a sweep have in common, once: names of silos, and points, which replicates share.</summary>
internal sealed class BriefTexts
{
    /// <summary>Of more points most are no replicates', and remembering them is of no use.</summary>
    private const int MostPoints = 10_000;

    private readonly Dictionary<string, string> _silos = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TrialPoint> _points = new(StringComparer.Ordinal);

    public string Silo(string name)
    {
        if (!_silos.TryGetValue(name, out var known))
            _silos.Add(name, known = name);
        return known;
    }

    /// <summary>That of the column parameters.</summary>
    public TrialPoint Point(StoredRow row)
    {
        var text = row.Text(1);
        if (_points.TryGetValue(text, out var known))
            return known;
        if (_points.Count >= MostPoints)
            _points.Clear();
        return _points[text] = TrialQueries.PointOf(row);
    }
}
