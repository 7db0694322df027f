using System.CommandLine;
using Sweep.Client.Stores;
using Sweep.Client.Sweeps;
using Sweep.Client.Terminal;
using Sweep.Service.Views;

namespace Sweep.Client.Commands;

/// <summary><c>sweep importance ID</c>: which parameters matter.</summary>
internal static class ImportanceCommand
{
    private static readonly Argument<string> Id = Arguments.SweepId();

    private static readonly Option<bool> IncludePruned = IncludePrunedOption.Create();

    public static Command Create(CommandHost host) =>
        host.Handle(new Command("importance", "Rank the parameters by how much they decide whether a run is among the best tenth") { Id, IncludePruned }, RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        await using var opened = await SweepsOpener.OpenToShowAsync(call, cancellation);
        var sweep = (await opened.Sweeps.FindAsync(call.Get(Id), cancellation)).Require();
        var importance = await opened.Sweeps.ImportanceAsync(sweep, call.Get(IncludePruned), cancellation);
        if (call.Json)
            call.WriteJson(importance, SweepJson.Default.SweepImportance);
        else
            ImportanceView.Write(call.Output, sweep, importance);
        return ExitCodes.Done;
    }
}
