using System.CommandLine;
using Sweep.Client.Files;
using Sweep.Client.Reports;
using Sweep.Client.Stores;
using Sweep.Client.Sweeps;
using Sweep.Client.Terminal;

namespace Sweep.Client.Commands;

/// <summary><c>sweep report ID</c>: one self-contained HTML file about a sweep.</summary>
internal static class ReportCommand
{
    private static readonly Argument<string> Id = Arguments.SweepId();
    private static readonly Option<string?> File = new("--output") { HelpName = "FILE", Description = "Write there [report-ID.html]" };

    public static Command Create(CommandHost host) => host.Handle(
        new Command("report", "Write one HTML file: what converged fastest, loss curves, heat maps") { Id, File },
        RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var errors = new OptionReader();
        var written = OutputFile.Read("--output", call.Get(File), call, errors);
        if (errors.Errors.Count > 0)
            throw CliException.Usage(errors.Errors);
        await using var store = call.LeaveOutDamage(await StoreOpener.OpenExistingAsync(call, cancellation));
        var sweep = await SweepLookup.FindAsync(store, call.Get(Id), cancellation);
        var file = written ?? new OutputFile("--output", $"report-{SweepIds.Short(sweep.Id)}.html", new KeptFiles(StoreOpener.ChoiceOf(call).Path));
        var spec = sweep.Spec;
        var now = call.Context.Time.GetUtcNow();
        var bytes = await file.WriteAsync(stream => SweepReport.WriteAsync(store, store, sweep, spec, now, stream, cancellation), cancellation);
        call.Output.Say($"the report of sweep {SweepIds.Full(sweep.Id)} is in {Printable.Of(file.Path)}");
        if (call.Json)
            call.WriteJson(json => OutputFile.WriteJson(json, SweepIds.Full(sweep.Id), file.Path, bytes));
        return ExitCodes.Done;
    }
}
