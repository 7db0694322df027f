using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sweep.Core.Trials;
using Sweep.Service;
using Sweep.Service.Results;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;
using Sweep.Web.Charts;
using Sweep.Web.Pages.Shared;

namespace Sweep.Web.Pages.OneSweep;

/// <summary>One sweep: how far it is, and what it has come to.</summary>
internal static class OneSweepRoute
{
    private const string Head = "head";
    private const int MostFailures = 20;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/sweeps/{id}", ShowAsync);

    private static async Task<IResult> ShowAsync(
        HttpContext http, string id, ISweepService sweeps, IResultService results, SweepStatuses statuses, TimeProvider time)
    {
        var address = Address.Of(http.Request);
        var cancellation = http.RequestAborted;
        if (!(await sweeps.FindAsync(id, cancellation)).TryGet(out var sweep, out var refusal))
            return Refusals.Page(refusal);

        // The start of an id and "latest" lead to the address that stays.
        var own = $"/sweeps/{sweep.Id:d}";
        if (address.Path != own)
            return PageResult.SeeOther((address with { Path = own }).ToString());
        var status = statuses.ReadAsync(sweep, cancellation);
        if (http.Request.Query[Address.Fragment] == Head)
            return PageResult.Of<SweepHead>(new SweepHeadModel(sweep, await status, time.GetUtcNow()));

        // Both are of all trials, and neither waits for the other.
        var table = results.TableAsync(sweep, cancellation);
        await Task.WhenAll(status, table);
        var head = new SweepHeadModel(sweep, await status, time.GetUtcNow());
        var analysis = SweepAnalysis.Of(sweep, await table);
        if (!SweepChoice.Read(address, sweep.Spec, analysis).TryGet(out var choice, out refusal))
            return Refusals.Page(refusal, own, "The sweep");
        var parts = SweepParts.MakeAsync(sweep, analysis, choice);
        var curves = await ChosenCurves.ReadAsync(results, sweep, analysis, choice, cancellation);
        var failures = await FailuresAsync(results, sweep, head, cancellation);
        var model = new OneSweepModel(choice, head, await results.NotesAsync(sweep, cancellation), analysis, curves, failures)
        {
            Rungs = (await results.RungsAsync(sweep, cancellation)).Rungs,
        };
        await parts;
        return PageResult.Of<OneSweepPage>(model);
    }

    private static async Task<IReadOnlyList<TrialRecord>> FailuresAsync(
        IResultService results, SweepRecord sweep, SweepHeadModel head, CancellationToken cancellation)
    {
        if (head.Status.Trials.Failed == 0)
            return [];
        var query = new TrialQuery { Filters = [new TrialFilter("state", TrialComparison.Equal, TrialState.Failed.ToName())], PageSize = MostFailures };
        return (await results.TrialsAsync(sweep, query, cancellation)).Require().Trials;
    }
}
