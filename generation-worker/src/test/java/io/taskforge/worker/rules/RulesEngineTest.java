package io.taskforge.worker.rules;

import io.taskforge.worker.engine.DraftingEngine;
import io.taskforge.worker.engine.DraftingEngineContract;

class RulesEngineTest extends DraftingEngineContract {

    @Override
    protected DraftingEngine engine() {
        return new RulesEngine("asked for by the test");
    }
}
