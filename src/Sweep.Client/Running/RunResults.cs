using Sweep.Client.Formatting;
using Sweep.Client.Stores;
using Sweep.Client.Terminal;
using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;
using Sweep.Service;
using Sweep.Service.Views;
using Sweep.Storage;
using Sweep.Storage.Sweeps;

namespace Sweep.Client.Running;

/// <summary>Reads what a sweep has come to and prints it.</summary>
internal sealed class RunResults(Invocation call, IStore store, ISweepService service)
{
    /// <param name="accepted">The sweep as it was accepted.</param>
    /// <param name="acceptedAt">From when its wall time counts.</param>
    /// <param name="last">What its owner said last; null where nobody was asked.</param>
    public async Task<SweepResult> ReadAsync(SweepRecord accepted, DateTimeOffset acceptedAt, SweepProgress? last = null) =>
        (await service.ResultAsync(accepted, acceptedAt, last, CancellationToken.None)).Require() with
        {
            StartupSeconds = (acceptedAt - call.Context.StartedAt).TotalSeconds,
        };

    /// <returns>The exit code.</returns>
    public int Print(SweepResult result, string resumeCommand)
    {
        if (result.State == SweepState.Failed)
            call.Output.Complain($"sweep {result.SweepId:d} failed: {result.Error}; when that is mended: {resumeCommand}");
        if (result.Missing > 0)
        {
            call.Output.Complain(
                $"{result.Sweep} was completed, but {Figures.Count(result.Missing)} of its {Figures.Count(result.PlannedTrials)} trials have no rows any more: "
                + "somebody deleted them; `sweep run SPEC` trains all of them again");
        }

        if (result.State == SweepState.Cancelled)
            call.Output.Complain($"sweep {result.SweepId:d} was cancelled");
        if (!WriteJson(result))
            RunResultView.Write(call.Output.Results, call.Output.Plain, result, store.Description, StoreOpener.OptionFor(call));
        return result.IsSuccess ? ExitCodes.Done : ExitCodes.Failed;
    }

    /// <returns>False where no JSON is asked for.</returns>
    public bool WriteJson(SweepResult result)
    {
        if (call.Json)
            call.WriteJson(result, SweepJson.Default.SweepResult);
        return call.Json;
    }
}
