using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;
using Sweep.Core.Trainers;

namespace Sweep.Core.Tests.Specs;

/// <summary>Specs with several objectives.</summary>
public sealed class ObjectiveSpecTests
{
    private const string Mine = "name: n\ntrainer: mine\nparameters:\n  size: [1, 2]\n  kind: [a, b]\n  width: { values: [1, 2], when: { kind: a } }\n";

    private const string Valid = "name: n\nparameters:\n  pattern: [circle]\n  hidden: { linear: [2, 8] }\n";

    [Fact]
    public void Read_SeveralObjectives_AreMetricsAndParameters()
    {
        var spec = Read(Mine + "sampler: grid\nobjective:\n  - { metric: auc, goal: maximize }\n  - { metric: size, goal: minimize }\n  - { metric: seconds, goal: minimize }").Spec!;

        Assert.Equal([new Objective("auc", Goal.Maximize), new("size", Goal.Minimize), new("seconds", Goal.Minimize)], spec.Objectives);
        Assert.Equal(new Objective("auc", Goal.Maximize), spec.Objective);
        Assert.Equal(["auc", "seconds"], spec.ReportedObjectives.Select(objective => objective.Metric));
        var json = CanonicalSpec.ToJson(spec);
        Assert.Contains("\"objective\":[{\"metric\":\"auc\",\"goal\":\"maximize\"},", json, StringComparison.Ordinal);
        Assert.Equal(spec, CanonicalSpec.FromJson(json));
        Assert.Equal(json, CanonicalSpec.ToJson(SpaceLimits.Require(CanonicalSpec.FromJson(json)).Spec));
        Assert.NotEqual(spec, spec with { Objectives = [.. spec.Objectives.Take(2)] });
    }

    [Fact]
    public void Read_Perceptron_WeighsLossAndAccuracyAndHiddenUnits()
    {
        var spec = Read(Valid + "sampler: nsga_ii\nobjective: [{ metric: loss, goal: minimize }, { metric: accuracy, goal: maximize }, { metric: hidden, goal: minimize }]").Spec!;

        Assert.Equal(["loss", "accuracy", "hidden"], spec.Objectives.Select(objective => objective.Metric));
        Assert.Equal(0.2, spec.Target);
    }

    [Theory]
    [InlineData("objective: [{ metric: auc, goal: maximize }]", "objective: { metric: auc, goal: maximize }")]
    [InlineData("objective: [{ metric: loss, goal: minimize }]", "")]
    public void ToJson_ListOfOne_IsThatOfTheMapping(string list, string mapping) =>
        Assert.Equal(CanonicalSpec.ToJson(Read(Mine + mapping).Spec!), CanonicalSpec.ToJson(Read(Mine + list).Spec!));

    [Theory]
    [InlineData("objective: []", "objective (line 7, column 12): a list of 0 must have 1 to 6 objectives; write objective: [{ metric: accuracy, goal: maximize }], or leave it out")]
    [InlineData("objective: [{ metric: auc, goal: maximize }, { goal: minimize }]", "objective[1].metric (line 7, column 46): is missing; write metric: loss")]
    [InlineData("objective: [{ metric: auc, goal: maximize }, { metric: cost }]", "objective[1].goal (line 7, column 46): is missing; write one of: minimize, maximize")]
    [InlineData("objective: [{ metric: auc, goal: maximize }, { metric: auc, goal: minimize }]", "objective[1] (line 7, column 46): auc is an objective already; leave one of them out")]
    [InlineData("objective: [{ metric: auc, goal: maximize }, { metric: kind, goal: minimize }]", "objective[1].metric (line 7, column 56): kind is a parameter of texts, none of which is better; name a parameter of numbers, or a metric")]
    [InlineData("objective: [{ metric: auc, goal: maximize }, { metric: width, goal: minimize }]", "objective[1].metric (line 7, column 56): width is a parameter that not every trial has; leave out its when, or name another")]
    public void Read_BadObjective_SaysWhereAndWhatToDo(string written, string expected) =>
        Assert.Equal(expected, Assert.Single(Read(Mine + written).Errors).ToString());

    [Fact]
    public void Read_Reference_IsOneNumberAnObjective()
    {
        var spec = Read(Mine + "objective: [{ metric: auc, goal: maximize, reference: -1.5 }, { reference: 3, metric: size, goal: minimize }]").Spec!;
        Assert.Equal([-1.5, 3], spec.Reference);
        var json = CanonicalSpec.ToJson(spec);
        Assert.Contains("{\"metric\":\"size\",\"goal\":\"minimize\",\"reference\":3}", json, StringComparison.Ordinal);
        Assert.Equal(spec, SpaceLimits.Require(CanonicalSpec.FromJson(json)).Spec);
        Assert.NotEqual(spec, spec with { Reference = [-1.5, 4] });
        Assert.Empty(Read(Mine + "objective: [{ metric: auc, goal: maximize }, { metric: size, goal: minimize }]").Spec!.Reference);
        Assert.Throws<FormatException>(() => SpaceLimits.Require(spec with { Reference = [1] }));
    }

    [Theory]
    [InlineData(
        "objective: { metric: auc, goal: maximize, reference: 0 }",
        "objective.reference (line 7, column 54): 0 is of several objectives, and there is one; leave it out: the best value says it all")]
    [InlineData(
        "objective: [{ metric: auc, goal: maximize, reference: 0 }]",
        "objective[0].reference (line 7, column 55): 0 is of several objectives, and there is one; leave it out: the best value says it all")]
    [InlineData(
        "objective: [{ metric: auc, goal: maximize, reference: 0 }, { metric: size, goal: minimize }]",
        "objective[1].reference (line 7, column 60): is missing, and objective[0] has one; write one for each objective, or for none")]
    [InlineData(
        "objective: [{ metric: auc, goal: maximize, reference: .inf }, { metric: cost, goal: minimize, reference: 1 }]",
        "objective[0].reference (line 7, column 55): .inf must be a finite number; write a number such as 0.5")]
    [InlineData(
        "objective: [{ metric: auc, goal: maximize, reference: 0 }, { metric: size, goal: minimize, reference: 1 }]",
        "objective[1].reference (line 7, column 103): 1 leaves nothing that is better: size is at least 1; write a number above that, worse than what you would take")]
    [InlineData(
        "objective: [{ metric: auc, goal: maximize, reference: 0 }, { metric: size, goal: maximize, reference: 2.5 }]",
        "objective[1].reference (line 7, column 103): 2.5 leaves nothing that is better: size is at most 2; write a number below that, worse than what you would take")]
    public void Read_BadReference_SaysWhereAndWhatToDo(string written, string expected) =>
        Assert.Equal(expected, Assert.Single(Read(Mine + written).Errors).ToString());

    [Fact]
    public void Read_ReferenceOfThePerceptron_LeavesRoomForItsLossAndAccuracy() => Assert.Equal(
        [
            "objective[0].reference (line 5, column 56): 0 leaves nothing that is better: loss is at least 0; write a number above that, worse than what you would take",
            "objective[1].reference (line 5, column 108): 1 leaves nothing that is better: accuracy is at most 1; write a number below that, worse than what you would take",
        ],
        Read(Valid + "objective: [{ metric: loss, goal: minimize, reference: 0 }, { metric: accuracy, goal: maximize, reference: 1 }]\nsampler: random")
            .Errors.Select(error => error.ToString()));

    [Fact]
    public void Read_PerceptronWithAnotherMetric_SaysWhatThereIs() => Assert.Equal(
        "objective[1].metric (line 5, column 57): seconds is no metric of perceptron; write one of: loss, accuracy, hidden, learning_rate, iterations, samples",
        Assert.Single(Read(Valid + "objective: [{ metric: loss, goal: minimize }, { metric: seconds, goal: minimize }]\nsampler: random").Errors).ToString());

    [Theory]
    [InlineData("tpe")]
    [InlineData("gp")]
    public void Read_SamplerOfOneObjective_IsRefused(string kind) => Assert.Equal(
        $"sampler (line 6, column 10): {kind} chooses by one objective, and there are 2; write one, or choose one of: grid, random, sobol, nsga_ii, auto",
        Assert.Single(Read(Valid + "objective: [{ metric: loss, goal: minimize }, { metric: hidden, goal: minimize }]\nsampler: " + kind).Errors).ToString());

    [Fact]
    public void Read_WhatLooksAtOneObjective_IsRefused() => Assert.Equal(
        [
            "pruner (line 7, column 9): judges trials by one objective, and there are 2; write one objective, or leave it out",
            "budget.patience (line 8, column 21): waits for better trials by one objective, and there are 2; write one objective, or leave it out",
            "budget.target (line 8, column 33): ends the sweep by one objective, and there are 2; write one objective, or leave it out",
        ],
        Read(Valid + "objective: [{ metric: loss, goal: minimize }, { metric: hidden, goal: minimize }]\nsampler: random\npruner: target\nbudget: { patience: 20, target: true }")
            .Errors.Select(error => error.ToString()));

    private static SpecReadResult Read(string text) => SpecReader.Read(text);
}
