using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sweep.Core.Analysis;
using Sweep.Core.Texts;
using Sweep.Service;
using Sweep.Service.Answers;
using Sweep.Service.Results;
using Sweep.Web.Pages.Shared;

namespace Sweep.Web.Pages.Trials;

/// <summary>All finished trials of a sweep, filtered and sorted.</summary>
internal static class TrialsRoute
{
    private const int PageSize = 100;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/sweeps/{id}/trials", ShowAsync);

    private static async Task<IResult> ShowAsync(HttpContext http, string id, ISweepService sweeps, IResultService results)
    {
        var address = Address.Of(http.Request);
        if (!(await sweeps.FindAsync(id, http.RequestAborted)).TryGet(out var sweep, out var refusal))
            return Refusals.Page(refusal);
        var own = $"/sweeps/{sweep.Id:d}/trials";

        // The form adds a condition to those that are there; the address that stays has them all in one form.
        if (address["column"] is { } column)
        {
            var added = $"{column}:{address["comparison"] ?? "eq"}:{address["value"] ?? ""}";
            return PageResult.SeeOther($"{address.With("column", null).With("comparison", null).With("value", null).With("page", null).And("where", added) with { Path = own }}");
        }

        List<TrialFilter> filters = [];
        List<Problem> problems = [];
        foreach (var text in address.All("where"))
        {
            var (filter, problem) = TrialConditions.Read(text);
            if (filter is not null)
                filters.Add(filter);
            else
                problems.Add(problem!);
        }

        if (problems.Count > 0)
            return Refusals.Page(new Refusal(RefusalKind.Invalid, problems), own, "All trials");
        var order = address["order"] ?? "number";
        var query = new TrialQuery
        {
            Filters = filters,
            OrderBy = order.TrimStart('-'),
            IsDescending = order.StartsWith('-'),
            PageSize = PageSize,
            PageToken = address["page"],
        };
        var names = new Ranking(sweep.Spec).Names.Where(name => sweep.Spec.Find(name) is { IsVaried: true });
        return (await results.TrialsAsync(sweep, query, http.RequestAborted)).TryGet(out var page, out refusal)
            ? PageResult.Of<TrialsPage>(new TrialsModel(address with { Path = own }, sweep, [.. names], query, page))
            : Refusals.Page(refusal, own, "All trials");
    }
}
