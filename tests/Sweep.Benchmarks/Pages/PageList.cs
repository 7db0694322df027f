using Sweep.Benchmarks.Queries;

namespace Sweep.Benchmarks.Pages;

/// <summary>Every page of the product, with the choices that make it look elsewhere.</summary>
internal static class PageList
{
    /// <param name="data">What there is.</param>
    /// <param name="next">The token of the list's second page.</param>
    /// <param name="later">That of the second page of the trials by their best value.</param>
    public static IReadOnlyList<VisitedPage> Of(PageData data, string next, string later)
    {
        var (big, trials) = ($"/sweeps/{data.Big:d}", $"/sweeps/{data.Big:d}/trials");
        return
        [
            new("sweeps", "/sweeps"),
            new("sweeps, next page", $"/sweeps?page={next}"),
            new("sweeps, part of a name", "/sweeps?name=all+9"),
            new("sweeps, a name that none has", "/sweeps?name=nothing+like+it"),
            new("sweeps, failed", "/sweeps?state=failed"),
            new("sweeps, completed: two", "/sweeps?state=completed"),
            new("sweeps, a tag", $"/sweeps?tag={ManySweeps.Tag}"),
            new("sweep", big),
            new("sweep, by learning_rate", $"{big}?by=learning_rate"),
            new("sweep, by and lines samples", $"{big}?by=samples&lines=samples"),
            new("sweep, maps of the best", $"{big}?x=samples&y=learning_rate&cell=best"),
            new("sweep, front of two others", $"{big}?front_x=reached_at&front_y=train_seconds"),
            new("sweep, accuracy of diamond", $"{big}?pattern=diamond&metric=accuracy"),
            new("paused sweep", $"/sweeps/{data.Paused:d}", PageDeed.Follow),
            new("trials", trials),
            new("trials, best first", $"{trials}?order=best_objective"),
            new("trials, best first, next page", $"{trials}?order=best_objective&page={later}"),
            new("trials, worst first, two conditions", $"{trials}?order=-best_objective&where=pattern:eq:circle&where=learning_rate:lte:0.005"),
            new("trials, by learning_rate, reached", $"{trials}?order=learning_rate&where=reached_at:ne:"),
            new("trials, failed", $"{trials}?where=state:eq:failed"),
            new("trial", $"{trials}/471"),
            new("trial, what it has learnt", $"{trials}/471?boundary=show"),
            new("trial, failed", $"{trials}/249"),
            new("compare", $"/compare?ids={data.Big:d},{data.Other:d}"),
            new("compare, by learning_rate", $"/compare?ids={data.Big:d},{data.Other:d}&by=learning_rate"),
            new("cluster", "/cluster"),
            new("new sweep", "/sweeps/new", PageDeed.Write),
            new("new sweep, from another", $"/sweeps/new?from={data.Big:d}", PageDeed.Write),
        ];
    }
}
