using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sweep.Core.Sweeps;
using Sweep.Core.Texts;
using Sweep.Service;
using Sweep.Service.Answers;
using Sweep.Service.Results;
using Sweep.Web.Pages.Shared;

namespace Sweep.Web.Pages.Sweeps;

/// <summary>All sweeps, newest first.</summary>
internal static class SweepListRoute
{
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", () => PageResult.SeeOther("/sweeps"));
        routes.MapGet("/sweeps", ShowAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, IResultService results, TimeProvider time)
    {
        var address = Address.Of(http.Request);
        List<SweepState> states = [];
        foreach (var name in address.All("state"))
        {
            if (!SweepStates.TryParse(name, out var state))
                return Refusals.Page(new Refusal(RefusalKind.Invalid, new Problem("state", name, $"is no state of a sweep; there are {string.Join(", ", SweepStates.All)}")));
            states.Add(state);
        }

        var query = new SweepQuery
        {
            States = states.Count == 0 ? null : states,
            NameContains = address["name"],
            Tags = [.. address.All("tag")],
            PageSize = PageSize,
            PageToken = address["page"],
        };
        return (await results.ListAsync(query, http.RequestAborted)).TryGet(out var page, out var refusal)
            ? PageResult.Of<SweepListPage>(new SweepListModel(address, page, time.GetUtcNow()))
            : Refusals.Page(refusal);
    }
}
