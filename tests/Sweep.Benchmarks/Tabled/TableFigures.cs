using Sweep.Benchmarks.Load;

namespace Sweep.Benchmarks.Tabled;

/// <summary>What one search has found, with each seed.</summary>
/// <param name="Patterns">What it was over.</param>
/// <param name="Search">Its name.</param>
/// <param name="IsPeer">Whether it is another program's.</param>
/// <param name="Space">What it was over.</param>
/// <param name="Best">The least loss there.</param>
/// <param name="Courses">One a seed.</param>
internal sealed record TableFigures(string Patterns, string Search, bool IsPeer, TableSpace Space, double Best, SearchCourse[] Courses)
{
    /// <summary>Of the grid.</summary>
    public double Iterations => (double)Space.Points * CurveTable.Replicates * CurveTable.Steps;

    /// <summary>How much worse than the best it found, of the latter; median.</summary>
    public double Regret => Spread.Of(Courses.Select(RegretOf)).Median;

    /// <summary>Its iterations, of the grid's; median.</summary>
    public double Share => Spread.Of(Courses.Select(ShareOf)).Median;

    public double RegretOf(SearchCourse course) => course.Best / Best - 1;

    public double ShareOf(SearchCourse course) => course.Iterations / Iterations;
}
