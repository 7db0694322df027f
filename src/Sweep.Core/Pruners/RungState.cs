namespace Sweep.Core.Pruners;

/// <summary>How far the cohorts of a bracket are at one rung.</summary>
internal sealed class RungState
{
    /// <summary>The first cohort that is not judged here.</summary>
    public long Next { get; set; }

    /// <summary>Of that cohort: so many of its points, the first ones, are known to have come.</summary>
    public int There { get; set; }

    /// <summary>What the cohorts before showed here.</summary>
    public RankedScores Scores { get; } = new();

    /// <summary>By cohort: the points that the rung before has kept, ascending.</summary>
    public Dictionary<long, List<long>> Members { get; } = [];

    public List<long> MembersOf(long cohort)
    {
        if (!Members.TryGetValue(cohort, out var members))
            Members.Add(cohort, members = []);
        return members;
    }

    /// <summary>The next cohort is judged; returns which that is.</summary>
    public long Advance()
    {
        Members.Remove(Next);
        There = 0;
        return Next++;
    }

    /// <summary>Nobody asks for the points of cohorts that are judged.</summary>
    public void ForgetDecided()
    {
        foreach (var cohort in Members.Keys.Where(cohort => cohort < Next).ToList())
            Members.Remove(cohort);
    }
}
