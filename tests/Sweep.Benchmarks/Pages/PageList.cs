using Sweep.Benchmarks.Queries;

namespace Sweep.Benchmarks.Pages;

/// <summary>Every page of the product, with the choices that make it look elsewhere.</summary>
/// <param name="data">What there is.</param>
internal sealed class PageList(PageData data)
{
    /// <param name="next">The token of the list's second page.</param>
    /// <param name="later">That of the second page of the trials by their best value.</param>
    public IReadOnlyList<VisitedPage> All(string next, string later) =>
    [
        List("sweeps", ""),
        List("sweeps, next page", $"?page={next}"),
        List("sweeps, part of a name", "?name=all+9"),
        List("sweeps, a name that none has", "?name=unlike+all"),
        List("sweeps, failed", "?state=failed"),
        List("sweeps, completed: two", "?state=completed"),
        List("sweeps, a tag", $"?tag={ManySweeps.Tag}"),
        One("sweep", ""),
        One("sweep, by learning_rate", "?by=learning_rate"),
        One("sweep, by and lines samples", "?by=samples&lines=samples"),
        One("sweep, maps of the best", "?x=samples&y=learning_rate&cell=best"),
        One("sweep, front of two others", "?front_x=reached_at&front_y=train_seconds"),
        One("sweep, accuracy", "?metric=accuracy"),
        new("paused sweep", $"/sweeps/{data.Paused:d}", $"/sweeps/{data.Small:d}", PageDeed.Follow),
        One("trials", "/trials"),
        One("trials, best first", "/trials?order=best_objective"),
        One("trials, best first, next page", $"/trials?order=best_objective&page={later}", "/trials?order=best_objective"),
        One("trials, worst first, two conditions", "/trials?order=-best_objective&where=pattern:eq:circle&where=learning_rate:lte:0.005"),
        One("trials, by learning_rate, reached", "/trials?order=learning_rate&where=reached_at:ne:"),
        One("trials, failed", "/trials?where=state:eq:failed"),
        One("trial", "/trials/471", "/trials/1"),
        One("trial, what it has learnt", "/trials/471?boundary=show", "/trials/1?boundary=show"),
        One("trial, failed", "/trials/249", "/trials/1"),
        Compared("compare", ""),
        Compared("compare, by learning_rate", "&by=learning_rate"),
        new("cluster", "/cluster", "/cluster"),
        new("new sweep", "/sweeps/new", "/sweeps/new", PageDeed.Write),
        new("new sweep, from another", $"/sweeps/new?from={data.Big:d}", $"/sweeps/new?from={data.Small:d}", PageDeed.Write),
    ];

    private static VisitedPage List(string name, string choice) => new(name, $"/sweeps{choice}", "/sweeps?name=nothing+like+it");

    private VisitedPage One(string name, string part, string? ofSmall = null) => new(name, $"/sweeps/{data.Big:d}{part}", $"/sweeps/{data.Small:d}{ofSmall ?? part}");

    private VisitedPage Compared(string name, string choice) =>
        new(name, $"/compare?ids={data.Big:d},{data.Other:d}{choice}", $"/compare?ids={data.Small:d},{data.Smaller:d}{choice}");
}
