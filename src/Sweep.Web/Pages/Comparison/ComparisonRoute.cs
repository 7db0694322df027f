using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sweep.Service;
using Sweep.Service.Answers;
using Sweep.Storage.Sweeps;
using Sweep.Web.Charts;
using Sweep.Web.Pages.Shared;

namespace Sweep.Web.Pages.Comparison;

/// <summary>Two sweeps or more side by side.</summary>
internal static class ComparisonRoute
{
    private const string Place = "ids";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/compare", ShowAsync);

    private static async Task<IResult> ShowAsync(HttpContext http, ISweepService sweeps, IResultService results)
    {
        var address = Address.Of(http.Request);
        var ids = address.All(Place)
            .SelectMany(ids => ids.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Distinct()
            .ToArray();
        if (Wrong(ids, ids.Length) is { } wrong)
            return wrong;
        List<SweepRecord> found = [];
        foreach (var id in ids)
        {
            if (!(await sweeps.FindAsync(id, http.RequestAborted)).TryGet(out var sweep, out var unknown))
                return Refusals.Page(unknown);
            found.Add(sweep);
        }

        found = [.. found.DistinctBy(sweep => sweep.Id)];
        if (Wrong(ids, found.Count) is { } same)
            return same;
        var compared = await SweepComparison.ReadAsync(found, address["by"], includePruned: false, results, http.RequestAborted);
        if (!compared.TryGet(out var comparison, out var refusal))
            return Refusals.Page(refusal);
        address = address.With(Place, string.Join(',', found.Select(sweep => sweep.Id.ToString("d"))));
        var steps = found[0].Spec.Trainer.Resource ?? "steps";
        var picture = comparison.HasTarget ? ConvergenceChart.Of([.. comparison.Sweeps.Select(one => (LabelOf(one.Sweep), one.All))], steps) : null;
        return PageResult.Of<ComparisonPage>(new ComparisonModel(address, comparison, picture));
    }

    private static IResult? Wrong(string[] ids, int count) => SweepComparison.Check(Place, ids, count, "choose them in the list of sweeps") is { } problem
        ? Refusals.Page(new Refusal(RefusalKind.Invalid, problem))
        : null;

    private static string LabelOf(SweepRecord sweep) => $"{sweep.Name} {sweep.Id.ToString("d")[^6..]}";
}
