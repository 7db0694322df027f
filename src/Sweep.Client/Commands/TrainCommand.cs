using System.CommandLine;
using Sweep.Client.Files;
using Sweep.Client.Formatting;
using Sweep.Client.Plots;
using Sweep.Client.Terminal;
using Sweep.Client.Training;
using Sweep.Service.Views;

namespace Sweep.Client.Commands;

/// <summary><c>sweep train</c>: one training run, as the exercise does it; nothing is stored.</summary>
internal static class TrainCommand
{
    // Options are read as text, so that every wrong number is told at once and in Sweep's form.
    private static readonly Option<string?> Pattern = Text("--pattern", "P", "circle, diamond, centered_square, thick_right_angle, thin_right_angle, or a data set of the database");
    private static readonly Option<string?> Scale = Text("--scale", "SCALE", "What is done to a data set's features: none, minmax or standard [standard]");
    private static readonly Option<string?> Samples = Text("--samples", "N", "Points of the data set [500]");
    private static readonly Option<string?> LearningRate = Text("--learning-rate", "R", "Step of gradient descent [0.001]");
    private static readonly Option<string?> Iterations = Text("--iterations", "I", "Full-batch steps [5000]");
    private static readonly Option<string?> Hidden = Text("--hidden", "H", "Hidden units, 1 to 256 [4]");
    private static readonly Option<string?> DataSeed = Text("--data-seed", "S", "Seed of the data set [0]");
    private static readonly Option<string?> InitSeed = Text("--init-seed", "S", "Seed of the first weights [1241]");
    private static readonly Option<string?> Target = Text("--target", "LOSS", "Mean log loss that counts as learnt [0.2]");
    private static readonly Option<string?> Repeat = Text("--repeat", "K", "Train K times and report the fastest time [1]");
    private static readonly Option<string?> Plot = Text("--plot", "DIR", "Write pictures of the data, the loss and the prediction there");

    public static Command Create(CommandHost host) => host.HandleHere(
        new Command("train", "Train one perceptron, as the exercise does, and print how its loss falls")
        {
            Pattern, Scale, Samples, LearningRate, Iterations, Hidden, DataSeed, InitSeed, Target, Repeat, Plot,
        },
        "leave it out: this trains here, in this process",
        RunAsync);

    private static Option<string?> Text(string name, string help, string description) => new(name) { HelpName = help, Description = description };

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var folder = call.Get(Plot);
        var written = new TrainArguments(
            call.Get(Pattern), call.Get(LearningRate), call.Get(Iterations), call.Get(Samples), call.Get(Hidden),
            call.Get(DataSeed), call.Get(InitSeed), call.Get(Target), call.Get(Repeat), folder, call.Get(Scale));
        var request = TrainRequest.Read(written, await TrainData.FindAsync(call, written.Pattern, cancellation));
        if (folder is not null)
            PlotFolder.Make(folder);
        if (call.Json)
        {
            var outcome = TrainTimer.Train(request, TrainTable.Every, null, cancellation);
            await DrawAsync(call, folder, outcome, cancellation);
            call.WriteJson(new TrainedRun(request.Name, request.Plan, outcome.Result, request.Repeat, outcome.Seconds), SweepJson.Default.TrainedRun);
            return ExitCodes.Done;
        }

        var table = new TrainTable(call.Output.Plain, request);
        table.Begin();
        var trained = TrainTimer.Train(request, TrainTable.Every, run => table.Line(run.Iteration - 1, run.Loss, run.Accuracy), cancellation);
        table.End(trained);
        call.Output.Flush();
        await DrawAsync(call, folder, trained, cancellation);
        return ExitCodes.Done;
    }

    private static async Task DrawAsync(Invocation call, string? folder, TrainOutcome outcome, CancellationToken cancellation)
    {
        if (folder is null)
            return;
        var kept = new KeptFiles(database: null);
        var pictures = TrainingPlots.Draw(outcome.Request.Name, outcome.Request.Plan, outcome.Result)
            .Select(picture => (File: new OutputFile("--plot", Path.Combine(folder, picture.Name), kept), Content: picture.Png)).ToList();
        await OutputFile.WriteAllAsync(pictures, cancellation);
        foreach (var (file, _) in pictures)
            call.Output.Say(file.Path);
        if (outcome.Request.Plan.Features is not ScatterPlots.Features and var features)
        {
            call.Output.Say(
                $"{outcome.Request.Name} has {Figures.Features(features)}: its samples and what is predicted of them are drawn where there are {ScatterPlots.Features}");
        }
    }
}
