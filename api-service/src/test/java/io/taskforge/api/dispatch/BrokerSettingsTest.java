package io.taskforge.api.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.taskforge.model.broker.BrokerNames;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class BrokerSettingsTest {

    private static final String CHANNEL = "mp.messaging.outgoing.job-dispatch.";
    private static final String CONTROL = "mp.messaging.outgoing.job-control.";

    @Test
    void settings_name_the_exchanges_and_the_key_that_the_worker_listens_to() throws IOException {
        Properties settings = new Properties();
        try (InputStream in = BrokerSettingsTest.class.getResourceAsStream("/application.properties")) {
            settings.load(in);
        }

        assertEquals(BrokerNames.JOBS_EXCHANGE, settings.getProperty(CHANNEL + "exchange.name"));
        assertEquals("direct", settings.getProperty(CHANNEL + "exchange.type"));
        assertEquals(BrokerNames.GENERATE_QUEUE, settings.getProperty(CHANNEL + "default-routing-key"));
        assertEquals("true", settings.getProperty(CHANNEL + "publish-confirms"));
        assertEquals(BrokerNames.CONTROL_EXCHANGE, settings.getProperty(CONTROL + "exchange.name"));
        assertEquals("fanout", settings.getProperty(CONTROL + "exchange.type"));
    }
}
