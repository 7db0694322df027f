using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sweep.Core.Texts;
using Sweep.Service;
using Sweep.Service.Answers;
using Sweep.Storage.Sweeps;
using Sweep.Web.Charts;
using Sweep.Web.Pages.Shared;

namespace Sweep.Web.Pages.Comparison;

/// <summary>Two sweeps or more side by side.</summary>
internal static class ComparisonRoute
{
    private const int Most = 8;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/compare", ShowAsync);

    private static async Task<IResult> ShowAsync(HttpContext http, ISweepService sweeps, IResultService results)
    {
        var address = Address.Of(http.Request);
        const StringSplitOptions clean = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        var ids = address.All("ids").SelectMany(ids => ids.Split(',', clean)).Distinct().ToArray();
        if (ids.Length is < 2 or > Most)
        {
            return Refusals.Page(new Refusal(
                RefusalKind.Invalid, new Problem("ids", string.Join(',', ids), $"must be 2 to {Most} sweeps", "choose them in the list of sweeps")));
        }

        List<(SweepRecord Sweep, SweepAnalysis Analysis)> found = [];
        foreach (var id in ids)
        {
            if (!(await sweeps.FindAsync(id, http.RequestAborted)).TryGet(out var sweep, out var refusal))
                return Refusals.Page(refusal);
            found.Add((sweep, SweepAnalysis.Of(sweep, await results.TableAsync(sweep, http.RequestAborted))));
        }

        address = address.With("ids", string.Join(',', found.Select(one => one.Sweep.Id.ToString("d"))));
        string[] names = [.. found[0].Analysis.Ranking.Names.Where(name => found.All(one => one.Analysis.Ranking.Names.Contains(name)))];
        var by = address["by"] ?? (names.Contains(found[0].Analysis.Ranking.By) ? found[0].Analysis.Ranking.By : names.FirstOrDefault());
        if (by is not null && !names.Contains(by))
            return Refusals.Page(new Refusal(RefusalKind.Invalid, new Problem("by", by, "is no parameter of all of them", $"choose one of {string.Join(", ", names)}")));
        ComparedSweep[] compared =
        [
            .. found.Select(one => new ComparedSweep(one.Sweep, by is null ? [] : one.Analysis.Convergence(by), one.Analysis.Overall(), one.Analysis.Table)),
        ];
        var hasTarget = found.All(one => one.Analysis.Ranking.HasTarget);
        var steps = found[0].Sweep.Spec.Trainer.Resource ?? "steps";
        var picture = hasTarget ? ConvergenceChart.Of([.. compared.Select(one => (LabelOf(one.Sweep), one.All))], steps) : null;
        return PageResult.Of<ComparisonPage>(new ComparisonModel(address, by, names, compared, picture));
    }

    private static string LabelOf(SweepRecord sweep) => $"{sweep.Name} {sweep.Id.ToString("d")[^6..]}";
}
